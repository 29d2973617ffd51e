// Tests of Tick.swift.
import Testing

@testable import Swarms

@Suite("Time beside a peer")
struct TickTests {
  @Test("A tick is eight seconds and wraps after 32 768 of them")
  func steps() {
    #expect(Tick(seconds: 0).value == 0)
    #expect(Tick(seconds: 7).value == 0)
    #expect(Tick(seconds: 8).value == 1)
    #expect(Tick(seconds: 8 * 0x7fff + 7).value == 0x7fff)
    #expect(Tick(seconds: 8 * 0x8000).value == 0)
    #expect(Tick(seconds: .max).value == 0x7fff)
  }

  @Test("A tick counts on where what is kept of it wraps")
  func wide() {
    #expect(Tick(seconds: 8 * 0x8000).steps == 0x8000)
    #expect(Tick(seconds: .max).steps == 0x1fff_ffff)
    #expect(Tick(seconds: 0) != Tick(seconds: 8 * 0x8000))
  }

  @Test(
    "A lifetime is two intervals, rounded up, and one step",
    arguments: [(300, 76), (301, 77), (900, 226), (10_800, 2_701)])
  func lifetimes(interval: UInt32, ticks: UInt16) {
    #expect(PeerLifetime(interval: interval).ticks == ticks)
  }

  /// Origins at all places of a step, before and behind the wrap.
  @Test(
    "A peer stays for two intervals to the second and is gone within 24 s more",
    arguments: [0, 5, 1_000, 8 * 0x8000 - 1, 8 * 0x8000 - 700, 8 * 0x8000 + 3, 1_000_000_007] as [UInt32],
    [300, 900, 901, 10_800] as [UInt32])
  func stays(origin: UInt32, interval: UInt32) {
    let lifetime = PeerLifetime(interval: interval)
    for offset in 0..<Tick.seconds {
      let start = origin + offset
      let state = PeerState(announcedAt: Tick(seconds: start), isCounted: offset % 2 == 0)
      func isExpired(_ age: UInt32) -> Bool { state.isExpired(at: Tick(seconds: start + age), after: lifetime) }
      #expect(!isExpired(0))
      #expect(!isExpired(interval))
      #expect(!isExpired(2 * interval))
      #expect(isExpired(2 * interval + 24))
      #expect(isExpired(86_400))
    }
  }

  @Test("A peer that another worker saw a step later than the sweep's clock is not old")
  func clocksApart() {
    let lifetime = PeerLifetime(interval: 300)
    for (announced, swept) in [(808, 807), (816, 800), (8 * 0x8000, 8 * 0x8000 - 1)] as [(UInt32, UInt32)] {
      let state = PeerState(announcedAt: Tick(seconds: announced), isCounted: false)
      #expect(!state.isExpired(at: Tick(seconds: swept), after: lifetime))
    }
  }

  @Test("A state keeps the tick and the mark apart")
  func states() {
    let last = Tick(seconds: 8 * 0x7fff)
    #expect(PeerState(announcedAt: last, isCounted: false).bits == 0x7fff)
    #expect(PeerState(announcedAt: last, isCounted: true).bits == 0xffff)
    #expect(PeerState(bits: 0x8000).isCounted)
    #expect(!PeerState(bits: 0x7fff).isCounted)
    #expect(PeerState(announcedAt: Tick(seconds: 0), isCounted: true) == PeerState(bits: 0x8000))
  }
}
