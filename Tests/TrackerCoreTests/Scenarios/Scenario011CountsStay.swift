// Everybody leaves a torrent, and somebody comes back weeks later.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 011: a torrent that nobody is in for a while")
struct Scenario011CountsStay {
  private static let day: UInt64 = 86_400

  /// A tracker whose torrent 1 was completed over either family.
  private func completed() -> RunningTracker {
    let running = RunningTracker(period: 10_000)
    for client in [Endpoint.ipv4(1), .ipv6(1)] {
      running.tracker.announce(.leecher(), from: client)
      running.tracker.announce(.completed(), from: client)
    }
    return running
  }

  @Test("keeps its completed count when the last client stops, and goes on from it")
  func stops() {
    let running = completed()
    let tracker = running.tracker
    for client in [Endpoint.ipv4(1), .ipv6(1)] { tracker.announce(.stopped(), from: client) }
    #expect(tracker.counts() == ScrapeEntry(completed: 2))
    running.run(untilSecond: Self.day)
    #expect(tracker.counts() == ScrapeEntry(completed: 2))
    tracker.announce(.leecher(), from: .ipv4(9))
    #expect(tracker.counts() == ScrapeEntry(completed: 2, leechers: 1))
    tracker.announce(.completed(), from: .ipv4(9))
    tracker.announce(.stopped(), from: .ipv4(9))
    #expect(tracker.counts() == ScrapeEntry(completed: 3))
  }

  @Test("keeps it when the last client falls silent, for 30 days and half an hour")
  func silent() {
    let running = completed()
    running.run(untilSecond: 2 * 900 + 120)
    #expect(running.tracker.counts() == ScrapeEntry(completed: 2) && running.tracker.store.totals.torrents == 0)
    running.run(untilSecond: 30 * Self.day + 1700)
    #expect(running.tracker.counts() == ScrapeEntry(completed: 2))
    running.run(untilSecond: 30 * Self.day + 2 * 900 + 240)
    #expect(running.tracker.counts() == ScrapeEntry())
  }

  @Test("does not exist for a torrent that nobody completed, nor for one that nobody knows")
  func nobody() {
    let running = completed()
    running.tracker.announce(.seeder(2), from: .ipv4(1))
    running.run(untilSecond: 3000)
    #expect(running.tracker.counts(RequestBytes.torrent(2)) == ScrapeEntry())
    #expect(running.tracker.counts(RequestBytes.torrent(3)) == ScrapeEntry())
    #expect(running.tracker.store.completedCountsKept() == 1)
  }
}
