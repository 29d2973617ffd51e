// Tests of PeerState.swift: from which tick to which a silent peer is old.
import Testing

@testable import Swarms

@Suite("The state of a peer")
struct PeerStateTests {
  /// Ticks at the ends of the fifteen bits and in their middle.
  static let ticks: [UInt32] = [0, 1, 77, 0x3fff, 0x7f80, 0x7fff, 0x8000, 0xffff, 0x1_2345, 0x1fff_ffff]

  /// Two intervals of 300 s are 75 ticks, and one more for rounding; beyond 32 639 a difference is one of clocks.
  @Test(
    "is that of an old peer from its lifetime on, up to the ages that mean the future", arguments: ticks, [false, true])
  func borders(announced: UInt32, isCounted: Bool) {
    let state = PeerState(announcedAt: Tick(steps: announced), isCounted: isCounted)
    for (age, isDue) in [
      (0, false), (1, false), (75, false), (76, true), (77, true), (20_000, true), (32_639, true), (32_640, false),
      (32_767, false), (32_768, false), (32_768 + 75, false), (32_768 + 76, true),
    ] as [(UInt32, Bool)] {
      let isExpired = state.isExpired(at: Tick(steps: announced &+ age), after: PeerLifetime(interval: 300))
      #expect(isExpired == isDue, "at the age of \(age) ticks")
    }
  }

  @Test("lets a clock be behind by 128 ticks and no more", arguments: ticks, [300, 900, 10_800] as [UInt32])
  func future(now: UInt32, interval: UInt32) {
    let lifetime = PeerLifetime(interval: interval)
    for ahead in 0...128 as ClosedRange<UInt32> {
      let state = PeerState(announcedAt: Tick(steps: now &+ ahead), isCounted: false)
      #expect(!state.isExpired(at: Tick(steps: now), after: lifetime), "\(ahead) ticks ahead")
    }
    let state = PeerState(announcedAt: Tick(steps: now &+ 129), isCounted: false)
    #expect(state.isExpired(at: Tick(steps: now), after: lifetime))
  }

  @Test("is as old as its tick says, counted or not")
  func marks() {
    for bits in stride(from: 0, through: 0x7fff, by: 13) as StrideThrough<UInt16> {
      let (plain, counted) = (PeerState(bits: bits), PeerState(bits: bits | 0x8000))
      #expect(counted.isCounted && !plain.isCounted && plain != counted)
      let (now, lifetime) = (Tick(steps: 0x1000), PeerLifetime(interval: 900))
      #expect(plain.isExpired(at: now, after: lifetime) == counted.isExpired(at: now, after: lifetime))
    }
  }
}
