// Tests of SwarmTable+Expiry.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("Silent peers go")
struct SwarmTableExpiryTests {
  @Test("Slices of any size reach the end of a hashed swarm", arguments: [1, 2, 27, 28, 29, 1_000])
  func slicesProceed(budget: Int) {
    var harness = TableHarness()
    for peer in 0..<300 {
      harness.announce(peer: peer, peer % 3 == 0 ? .seeder : .leecher, peer % 2 == 0 ? .ipv4 : .ipv6)
    }
    let isDone = harness.sweepAll(at: 700, interval: 300, budget: budget)
    #expect(isDone)
    let totals = harness.table.totals
    #expect(totals == SwarmTotals())
  }
}
