// The losses of the last hour.
import Testing

@testable import TrackerService

@Suite("Recent losses")
struct RecentLossesTests {
  private static let minute: UInt64 = 60_000

  @Test("are none at the start, whatever the clock says", arguments: [0, 59_999, 10_000_000_000] as [UInt64])
  func start(milliseconds: UInt64) {
    var losses = RecentLosses(milliseconds: milliseconds)
    #expect(losses.lastHour == 0)
    losses.note(total: 0, milliseconds: milliseconds)
    #expect(losses.lastHour == 0)
  }

  @Test("add up within the hour, each counted once")
  func sum() {
    var losses = RecentLosses(milliseconds: 0)
    for (minute, total) in [(0, 3), (0, 3), (1, 5), (30, 5), (59, 10)] as [(UInt64, UInt64)] {
      losses.note(total: total, milliseconds: minute * Self.minute)
      #expect(losses.lastHour == total)
    }
  }

  @Test("go when they are an hour old, and no earlier")
  func age() {
    var losses = RecentLosses(milliseconds: 0)
    losses.note(total: 3, milliseconds: 0)
    losses.note(total: 5, milliseconds: 10 * Self.minute)
    losses.note(total: 5, milliseconds: 60 * Self.minute - 1)
    #expect(losses.lastHour == 5)
    losses.note(total: 5, milliseconds: 60 * Self.minute)
    #expect(losses.lastHour == 2)
    losses.note(total: 5, milliseconds: 70 * Self.minute)
    #expect(losses.lastHour == 0)
  }

  @Test("are forgotten in a gap, however long it was", arguments: [60, 61, 119, 120, 1_000_000] as [UInt64])
  func gap(minutes: UInt64) {
    var losses = RecentLosses(milliseconds: 0)
    losses.note(total: 9, milliseconds: 0)
    losses.note(total: 11, milliseconds: minutes * Self.minute)
    #expect(losses.lastHour == 2)
  }

  @Test("do not mind a counter that begins anew")
  func anew() {
    var losses = RecentLosses(milliseconds: 0)
    losses.note(total: 9, milliseconds: 0)
    losses.note(total: 1, milliseconds: 1)
    losses.note(total: 4, milliseconds: 2)
    #expect(losses.lastHour == 12)
  }
}
