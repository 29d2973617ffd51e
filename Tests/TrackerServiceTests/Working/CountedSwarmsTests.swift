// That a look at the tables is noticed.
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("Tables that count")
struct CountedSwarmsTests {
  @Test("lend the tracker's own tables, and know that they did")
  func use() throws {
    var listeners = Listeners()
    try listeners.open(1, on: .loopback(.v4, port: 0))
    let tracker = try Tracker(LiveSettings(), log: Log(), workers: 1, listeners: listeners)
    let swarms = CountedSwarms(tracker)
    let isUsedAtFirst = swarms.isUsed
    let totals = swarms.withTable(3) { $0.totals }
    let isUsed = swarms.isUsed
    #expect(!isUsedAtFirst && isUsed)
    #expect(totals == SwarmTotals())
  }

  @Test("are not used by a step of expiry that has nothing to do yet")
  func idle() throws {
    var listeners = Listeners()
    try listeners.open(1, on: .loopback(.v4, port: 0))
    let tracker = try Tracker(LiveSettings(), log: Log(), workers: 1, listeners: listeners)
    let start = Instant(milliseconds: 1_000_000)
    var schedule = ExpirySchedule(worker: 0, of: 1, interval: 900, at: start)
    let early = CountedSwarms(tracker)
    _ = schedule.step(at: start, swarms: early)
    let isUsedAtOnce = early.isUsed
    let late = CountedSwarms(tracker)
    _ = schedule.step(at: Instant(milliseconds: 1_020_000), swarms: late)
    let isUsedLater = late.isUsed
    #expect(!isUsedAtOnce && isUsedLater)
  }
}
