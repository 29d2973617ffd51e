// A client stays for a day and comes back whenever it was told to.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 003: a client that keeps announcing")
struct Scenario003PeerStays {
  @Test("is always in the swarm", arguments: [AddressFamily.ipv4, .ipv6], [300, 900] as [UInt32])
  func stays(family: AddressFamily, interval: UInt32) {
    let running = RunningTracker(policy: TrackerPolicy(interval: interval), period: 5000)
    let client = Endpoint.client(1, family)
    var second: UInt64 = 0
    while second < 86_400 {
      let told = running.tracker.announce(.seeder(), from: client)?.interval ?? 0
      second += UInt64(max(told, 1))
      running.run(untilSecond: second)
      #expect(running.tracker.counts() == ScrapeEntry(seeders: 1))
    }
  }

  @Test("may miss every other announce")
  func late() {
    let running = RunningTracker(period: 5000)
    for round in 0..<24 as Range<UInt64> {
      running.tracker.announce(.leecher(), from: .ipv4(1))
      running.run(untilSecond: (round + 1) * 1800)
      #expect(running.tracker.counts() == ScrapeEntry(leechers: 1))
    }
  }
}
