// A leecher completes and seeds; later it finds a piece broken and leeches again.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 009: a leecher that becomes a seeder")
struct Scenario009LeecherToSeeder {
  @Test("is counted and told of as what it is now", arguments: [1, 10, 64, 300])
  func transition(others: Int) {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(0)
    for number in 1...others { tracker.announce(.seeder(1, wanted: 0), from: .ipv4(number)) }
    let seeder = Endpoint.ipv4(1)
    for round in 0..<3 as Range<UInt32> {
      tracker.announce(.leecher(), from: client)
      #expect(tracker.counts() == ScrapeEntry(seeders: UInt32(others), completed: min(round, 1), leechers: 1))
      #expect(tracker.announce(.seeder(), from: seeder)?.peers == [client])
      #expect(tracker.announce(.completed(), from: client)?.peers == [])
      #expect(tracker.counts() == ScrapeEntry(seeders: UInt32(others + 1), completed: 1))
      #expect(tracker.announce(.seeder(), from: seeder)?.peers == [])
    }
    #expect(tracker.store.totals.ipv4Peers == others + 1)
  }

  @Test("holds for a whole swarm, one after the other", arguments: [10, 200])
  func everybody(count: Int) {
    let tracker = TestTracker()
    for number in 0..<count { tracker.announce(.leecher(1, wanted: 0), from: .ipv6(number)) }
    for number in 0..<count {
      let reply = tracker.announce(.completed(), from: .ipv6(number))
      #expect(reply?.seeders == UInt32(number + 1))
      #expect(reply?.leechers == UInt32(count - number - 1))
      #expect(reply?.peers.count == min(count - number - 1, 50))
    }
    #expect(tracker.counts() == ScrapeEntry(seeders: UInt32(count), completed: UInt32(count)))
  }
}
