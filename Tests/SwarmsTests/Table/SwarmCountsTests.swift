// Tests of SwarmCounts.swift.
import Testing

@testable import Swarms

@Suite("Counts")
struct SwarmCountsTests {
  @Test("Totals of tables add up field by field")
  func addition() {
    var sum = SwarmTotals()
    for number in 1...3 {
      var totals = SwarmTotals()
      totals.torrents = number
      totals.ipv4Peers = 10 * number
      totals.ipv6Peers = 100 * number
      sum += totals
    }
    #expect(sum.torrents == 6 && sum.ipv4Peers == 60 && sum.ipv6Peers == 600)
  }

  @Test("Counts start at zero and keep what they are given apart")
  func counts() {
    #expect(SwarmCounts() == SwarmCounts(seeders: 0, leechers: 0, completed: 0))
    let counts = SwarmCounts(seeders: 1, leechers: 2, completed: 3)
    #expect(counts.seeders == 1 && counts.leechers == 2 && counts.completed == 3)
  }
}
