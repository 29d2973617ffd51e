// Downloads complete, and some clients say so more than once.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 004: a completed download")
struct Scenario004Completed {
  private func completed(_ tracker: TestTracker) -> UInt32? { tracker.counts()?.completed }

  @Test("counts once, for each leecher, of either family")
  func leechers() {
    let tracker = TestTracker()
    for number in 0..<5 {
      for client in [Endpoint.ipv4(number), .ipv6(number)] {
        tracker.announce(.leecher(), from: client)
        tracker.announce(.completed(), from: client)
      }
    }
    #expect(tracker.counts() == ScrapeEntry(seeders: 10, completed: 10))
  }

  @Test("counts for a client that was not known")
  func unknown() {
    let tracker = TestTracker()
    tracker.announce(.completed(), from: .ipv4(1))
    #expect(completed(tracker) == 1)
  }

  @Test("does not count for a client that had it all before")
  func seeder() {
    let tracker = TestTracker()
    tracker.announce(.seeder(), from: .ipv4(1))
    for _ in 0..<3 { tracker.announce(.completed(), from: .ipv4(1)) }
    #expect(completed(tracker) == 0)
  }

  @Test(
    "does not count for a client that still lacks something, a leecher", arguments: [1, 1 << 40, .max] as [UInt64])
  func incomplete(left: UInt64) {
    let tracker = TestTracker()
    let incomplete = AnnounceBytes(torrent: RequestBytes.torrent(1), left: left, event: 1)
    for client in [Endpoint.ipv4(1), .ipv6(1)] {
      tracker.announce(incomplete, from: client)
      tracker.announce(incomplete, from: client)
    }
    #expect(tracker.counts() == ScrapeEntry(leechers: 2))
    // Nor is it counted for good: what comes next counts.
    tracker.announce(.completed(), from: .ipv4(1))
    #expect(tracker.counts() == ScrapeEntry(seeders: 1, completed: 1, leechers: 1))
  }

  @Test("does not count again when told again")
  func again() {
    let tracker = TestTracker()
    tracker.announce(.leecher(), from: .ipv4(1))
    for _ in 0..<3 { tracker.announce(.completed(), from: .ipv4(1)) }
    #expect(completed(tracker) == 1)
  }

  @Test("does not count again when the client loses a piece and completes once more")
  func repeated() {
    let tracker = TestTracker()
    for _ in 0..<3 {
      tracker.announce(.leecher(), from: .ipv6(1))
      tracker.announce(.completed(), from: .ipv6(1))
    }
    #expect(completed(tracker) == 1)
  }

  @Test("does not count when a leecher becomes a seeder without a word about it")
  func silent() {
    let tracker = TestTracker()
    tracker.announce(.leecher(), from: .ipv4(1))
    tracker.announce(.seeder(), from: .ipv4(1))
    #expect(tracker.counts() == ScrapeEntry(seeders: 1))
  }

  @Test("stays counted when the client has left and when it has fallen silent")
  func left() {
    let running = RunningTracker()
    let tracker = running.tracker
    tracker.announce(.completed(), from: .ipv4(1))
    tracker.announce(.completed(), from: .ipv4(2))
    tracker.announce(.stopped(), from: .ipv4(1))
    for minute in stride(from: 0, through: 60, by: 15) as StrideThrough<Int> {
      running.run(untilSecond: UInt64(60 * minute))
      tracker.announce(.leecher(), from: .ipv4(3))
    }
    #expect(tracker.counts() == ScrapeEntry(completed: 2, leechers: 1))
  }

  @Test("counts for each of many in a large swarm, once")
  func large() {
    let tracker = TestTracker()
    for number in 0..<500 { tracker.announce(.leecher(1, wanted: 0), from: .ipv4(number)) }
    for _ in 0..<2 {
      for number in 0..<300 { tracker.announce(.completed(), from: .ipv4(number)) }
    }
    #expect(tracker.counts() == ScrapeEntry(seeders: 300, completed: 300, leechers: 200))
  }
}
