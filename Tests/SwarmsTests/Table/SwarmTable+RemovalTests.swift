// Tests of SwarmTable+Removal.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("Peers and torrents leave")
struct SwarmTableRemovalTests {
  @Test("A peer that stops is gone, and gets no peers (A-17)", arguments: [2, 64, 65, 300])
  func stops(peerCount: Int) {
    var harness = TableHarness()
    for peer in 0..<peerCount { harness.announce(peer: peer, peer % 2 == 0 ? .leecher : .seeder) }
    let outcome = harness.announce(peer: 1, .stopped, wanted: 50)
    #expect(outcome.peers.isEmpty)
    #expect(outcome.counts.seeders == UInt32(peerCount / 2 - 1))
    let others = harness.announce(peer: 0, .leecher, wanted: 1_000).peers
    #expect(others.count == peerCount - 2 && !others.contains(.sample(1, .ipv4)))
    let totals = harness.table.totals
    #expect(totals.ipv4Peers == peerCount - 1)
  }

  @Test("One who is not known creates nothing by stopping (A-18)")
  func unknown() {
    var harness = TableHarness()
    let nowhere = harness.announce(peer: 1, .stopped, wanted: 50)
    #expect(nowhere.counts == SwarmCounts() && nowhere.peers.isEmpty)
    #expect(harness.table.totals == SwarmTotals())
    #expect(harness.table.peerMemory.held == 0)
    for peerCount in [1, 200] {
      for peer in 0..<peerCount { harness.announce(peer: peer, .leecher) }
      let stranger = harness.announce(peer: 500, .stopped)
      #expect(stranger.counts == SwarmCounts(leechers: UInt32(peerCount)))
      let otherFamily = harness.announce(peer: 0, .stopped, .ipv6)
      #expect(otherFamily.counts == SwarmCounts(leechers: UInt32(peerCount)), "one family never erases the other")
    }
  }

  @Test("A torrent goes with its last peer, of either family")
  func lastPeer() {
    var harness = TableHarness()
    harness.announce(peer: 1, .leecher)
    harness.announce(peer: 1, .seeder, .ipv6)
    harness.announce(peer: 1, .stopped)
    #expect(harness.table.totals.torrents == 1)
    harness.announce(peer: 1, .stopped, .ipv6)
    #expect(harness.table.totals == SwarmTotals())
    #expect(harness.table.peerMemory.used == 0)
    #expect(harness.counts() == SwarmCounts())
  }

  @Test("A swarm that shrinks becomes small at 32 peers, not before, and its number is used again")
  func becomesSmall() {
    var harness = TableHarness()
    for round in 0..<3 {
      for peer in 0..<65 { harness.announce(peer: peer, .leecher) }
      #expect(harness.table.hashedSwarms.count == 1 && harness.table.vacantHashedSwarms.isEmpty, "round \(round)")
      for peer in 33..<65 { harness.announce(peer: peer, .stopped) }
      #expect(harness.table.vacantHashedSwarms.isEmpty)
      harness.announce(peer: 32, .stopped)
      #expect(harness.table.vacantHashedSwarms.count == 1)
    }
    let everyone = harness.everyone(.ipv4)
    #expect(Set(everyone) == Set((0..<32).map { .sample($0, .ipv4) }))
  }
}
