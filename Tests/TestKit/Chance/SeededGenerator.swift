// A seeded random generator, so that a failing test fails again.

/// A linear congruential generator (Knuth's MMIX constants) with its high half folded in; nothing like the code under test.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed &* 0x2545_f491_4f6c_dd1d &+ 1 }

  package mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 32
  }

  /// A number from 0 up to but not including `bound`.
  package mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: (next() >> 16) % UInt64(bound)) }

  /// True once in `rarity` times.
  package mutating func once(in rarity: Int) -> Bool { below(rarity) == 0 }

  /// Some random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 24) }
  }
}
