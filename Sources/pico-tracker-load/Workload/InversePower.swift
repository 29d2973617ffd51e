// Zipf's law needs a power with a broken exponent, which the standard library does not have.
private import Glibc

/// 1 / base^exponent, by pow(3).
func inversePower(of base: Double, _ exponent: Double) -> Double { 1 / pow(base, exponent) }
