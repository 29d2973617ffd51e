// Tests of Instant.swift.
import Swarms
import Testing
import TrackerCore

@Suite("An instant")
struct InstantTests {
  @Test(
    "counts whole seconds, never rounding up",
    arguments: [(0, 0), (999, 0), (1000, 1), (1999, 1), (86_400_000, 86_400)])
  func seconds(milliseconds: UInt64, seconds: UInt64) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }

  @Test("is the same made from seconds and from milliseconds")
  func equality() {
    #expect(Instant(seconds: 12) == Instant(milliseconds: 12_000))
    #expect(Instant(seconds: 12) != Instant(milliseconds: 12_001))
  }

  @Test("is ordered by time")
  func order() {
    #expect(Instant(milliseconds: 1) < Instant(milliseconds: 2))
    #expect(Instant(seconds: 2) > Instant(milliseconds: 1999))
  }

  @Test("is the tick of its second", arguments: [0, 7, 8, 900, 86_400, 1 << 31] as [UInt32])
  func tick(seconds: UInt32) {
    #expect(Instant(milliseconds: UInt64(seconds) * 1000 + 999).tick == Tick(seconds: seconds))
  }
}
