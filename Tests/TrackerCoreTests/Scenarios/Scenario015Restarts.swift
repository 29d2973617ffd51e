// A client comes back on another port, and a tracker without its tables.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 015: restarts")
struct Scenario015Restarts {
  @Test("a client that crashes and listens on another port is there twice, until its old self is silent for too long")
  func newPort() {
    let running = RunningTracker()
    let tracker = running.tracker
    let (old, new) = (Endpoint.ipv4(1, port: 50_001), Endpoint.ipv4(1, port: 50_002))
    tracker.announce(.leecher(), from: old)
    for minute in stride(from: 15 as UInt64, through: 45, by: 15) {
      running.run(untilSecond: minute * 60)
      let reply = tracker.announce(.leecher(), from: new)
      // Its old self is told to it as well: nobody knows that it is the same client.
      #expect(reply?.peers == (minute <= 30 ? [old] : []))
      #expect(reply?.leechers == (minute <= 30 ? 2 : 1))
    }
    #expect(tracker.announce(.seeder(), from: .ipv4(2))?.peers == [new])
  }

  @Test("a tracker that has lost its tables takes the ids that it gave out before, and tells the same intervals")
  func lostTables() {
    let before = TestTracker(at: Instant(seconds: 5000))
    let clients = (0..<20).map { Endpoint.client($0, $0 % 2 == 0 ? .ipv4 : .ipv6) }
    let ids = clients.map(before.connectionID)
    let intervals = clients.map { before.announce(.leecher(), from: $0)?.interval }
    #expect(Set(intervals).count > 5)
    let after = TestTracker(at: Instant(seconds: 6000))
    for (index, client) in clients.enumerated() {
      let reply = after.send(AnnounceBytes(port: client.port).bytes(id: ids[index]), from: client)
      guard case .announce(let answer) = reply else {
        Issue.record("\(client) is not answered")
        return
      }
      #expect(answer.interval == intervals[index] && answer.leechers == index + 1)
    }
  }

  @Test("a download that was begun before the tracker forgot counts when it completes (A-20)")
  func completes() {
    let store = SingleThreadedStore()
    let tracker = TestTracker(store: store)
    for client in [Endpoint.ipv4(1), .ipv6(1)] { tracker.announce(.leecher(), from: client) }
    tracker.announce(.completed(), from: .ipv4(1))
    #expect(tracker.counts() == ScrapeEntry(seeders: 1, completed: 1, leechers: 1))
    store.removeAll()
    tracker.announce(.seeder(), from: .ipv4(1))
    tracker.announce(.completed(), from: .ipv6(1))
    #expect(tracker.counts() == ScrapeEntry(seeders: 2, completed: 1))
  }
}
