// A client announces over both families, as BEP 7 has it.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 007: a client with both families")
struct Scenario007DualStack {
  @Test("is counted twice, and both families see the sum")
  func counts() {
    let tracker = TestTracker()
    tracker.announce(.seeder(), from: .ipv4(1))
    let second = tracker.announce(.seeder(), from: .ipv6(1))
    #expect(second?.seeders == 2)
    #expect(tracker.scrape([RequestBytes.torrent(1)], from: .ipv4(9)) == [ScrapeEntry(seeders: 2)])
    #expect(tracker.scrape([RequestBytes.torrent(1)], from: .ipv6(9)) == [ScrapeEntry(seeders: 2)])
  }

  @Test("brings clients of one family each together with itself")
  func bridge() {
    let tracker = TestTracker()
    let both = [Endpoint.ipv4(1), .ipv6(1)]
    for endpoint in both { tracker.announce(.seeder(), from: endpoint) }
    #expect(tracker.announce(.leecher(), from: .ipv4(2))?.peers == [both[0]])
    #expect(tracker.announce(.leecher(), from: .ipv6(2))?.peers == [both[1]])
    #expect(tracker.announce(.seeder(), from: both[0])?.peers == [.ipv4(2)])
    #expect(tracker.announce(.seeder(), from: both[1])?.peers == [.ipv6(2)])
  }

  @Test("that loses one family is counted once after two intervals")
  func loss() {
    let running = RunningTracker()
    let tracker = running.tracker
    tracker.announce(.seeder(), from: .ipv6(1))
    for minute in stride(from: 0 as UInt64, through: 32, by: 8) {
      running.run(untilSecond: minute * 60)
      tracker.announce(.seeder(), from: .ipv4(1))
    }
    #expect(tracker.counts() == ScrapeEntry(seeders: 1))
    #expect(tracker.announce(.leecher(), from: .ipv6(2))?.peers == [])
    #expect(tracker.announce(.leecher(), from: .ipv4(2))?.peers == [.ipv4(1)])
  }
}
