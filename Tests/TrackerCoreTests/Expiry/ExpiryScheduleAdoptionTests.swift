// Tests of ExpirySchedule.swift: another interval is another lifetime for those who are there already.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A schedule of expiry that is told another interval")
struct ExpiryScheduleAdoptionTests {
  /// Leechers and the only seeder of 200 torrents, who announced at second 0.
  private func makeTracker() -> TestTracker {
    let tracker = TestTracker()
    for torrent in 0..<200 {
      tracker.announce(.leecher(torrent), from: .client(torrent, torrent % 2 == 0 ? .ipv4 : .ipv6))
    }
    return tracker
  }

  /// Torrents that are left after one whole pass at a moment.
  private func left(_ schedule: inout ExpirySchedule, _ tracker: TestTracker, at second: UInt64) -> Int {
    while schedule.step(at: Instant(seconds: second), swarms: tracker.store) {}
    return tracker.store.totals.torrents
  }

  @Test("forgets peers after two of the new ones, if it is shorter", arguments: [1, 3])
  func shorter(workers: Int) {
    let tracker = makeTracker()
    var schedules = (0..<workers).map {
      ExpirySchedule(worker: $0, of: workers, interval: 900, at: Instant(seconds: 0))
    }
    for index in schedules.indices { #expect(left(&schedules[index], tracker, at: 700) == 200) }
    for index in schedules.indices {
      schedules[index].adopt(interval: 300)
      _ = left(&schedules[index], tracker, at: 740)
    }
    #expect(tracker.store.totals == SwarmTotals())
  }

  @Test("keeps peers for two of the new ones, if it is longer")
  func longer() {
    let tracker = makeTracker()
    var schedule = ExpirySchedule(worker: 0, of: 1, interval: 300, at: Instant(seconds: 0))
    schedule.adopt(interval: 900)
    // Two intervals of 900 s are 225 ticks; with the one for rounding a peer is old at second 1808.
    for second in [700, 1800, 1807] as [UInt64] {
      // A pass begins half a minute after the last one.
      var pass = schedule
      #expect(left(&pass, tracker, at: second) == 200, "at second \(second)")
    }
    #expect(left(&schedule, tracker, at: 1808) == 0)
  }

  @Test("goes on with the tables in the middle of a pass, and visits each once")
  func middle() {
    let store = SingleThreadedStore()
    var schedule = ExpirySchedule(worker: 0, of: 1, interval: 900, at: Instant(seconds: 0))
    for second in 1...30 as ClosedRange<UInt64> {
      schedule.adopt(interval: second % 2 == 0 ? 300 : 10_800)
      while schedule.step(at: Instant(seconds: second), swarms: store) {}
    }
    #expect(store.loans == [Int](repeating: 1, count: 64))
    #expect(schedule.slices == 64)
  }
}
