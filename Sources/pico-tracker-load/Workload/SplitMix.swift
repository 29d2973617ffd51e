// A pseudo-random generator: fast, and the same in every run with the same seed.

/// The SplitMix64 generator (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// A number below `bound`, by multiplication; the bias is at most `bound` / 2^32, which no load notices.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// Whether an event of this chance happens.
  @inline(__always)
  mutating func happens(_ chance: Chance) -> Bool { next() >> 32 < chance.threshold }

  /// The generator's output function: a bijection in which every bit of the input changes half of the output.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}

/// A probability as the integer that a random number of 32 bits is compared with.
struct Chance: Equatable {
  /// 0 for never to 2^32 for always.
  let threshold: UInt64

  init(_ probability: Double) {
    threshold = UInt64((min(max(probability, 0), 1) * 4_294_967_296).rounded())
  }
}
