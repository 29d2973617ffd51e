// Powers with a fractional exponent, for Zipf's law; the standard library has none.
private import Glibc

/// 1 / base^exponent, by pow(3).
func inversePower(of base: Double, _ exponent: Double) -> Double { 1 / pow(base, exponent) }
