// A pseudo-random generator for choosing peers: fast and even, not secret.

/// A small pseudo-random generator (the SplitMix64 of Steele, Lea and Flood, 2014), seeded from outside.
public struct RandomSource: Sendable, BitwiseCopyable {
  private var state: UInt64

  /// A generator that gives the same numbers for the same seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed &>> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed &>> 31
  }

  /// A number from 0 up to but not including `bound`, which is at least 1 and below 2^32.
  ///
  /// A multiplication in place of a division; the bias is below one in 2^32.
  @inline(__always)
  mutating func next(below bound: Int) -> Int {
    Self.scale(next() &>> 32, below: bound)
  }

  /// Two independent numbers below their bounds, each from one half of the next 64 bits.
  @inline(__always)
  mutating func next(below first: Int, and second: Int) -> (Int, Int) {
    let bits = next()
    return (Self.scale(bits &>> 32, below: first), Self.scale(bits & 0xffff_ffff, below: second))
  }

  /// Scales 32 bits to a number below a bound.
  @inline(__always)
  private static func scale(_ bits: UInt64, below bound: Int) -> Int {
    Int(truncatingIfNeeded: (bits &* UInt64(truncatingIfNeeded: bound)) &>> 32)
  }
}
