// Tests of SwarmTable.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A table of swarms")
struct SwarmTableTests {
  @Test("A new table is empty and holds no peer memory")
  func new() {
    let table = SwarmTable(key: .sample)
    #expect(table.totals == SwarmTotals())
    #expect(table.peerMemory.held == 0 && table.peerMemory.used == 0)
  }

  @Test("Asking for counts creates nothing (S-06)")
  func countsCreateNothing() {
    var harness = TableHarness()
    for torrent in 0..<100 { #expect(harness.counts(torrent: torrent) == SwarmCounts()) }
    #expect(harness.table.totals == SwarmTotals())
    #expect(harness.table.segments.allSatisfy { $0.capacity == 0 })
  }

  @Test("The counts of both families are summed, small or hashed (S-10)", arguments: [10, 100], [10, 100])
  func sums(ipv4: Int, ipv6: Int) {
    var harness = TableHarness()
    for peer in 0..<ipv4 { harness.announce(peer: peer, .leecher) }
    for peer in 0..<ipv6 { harness.announce(peer: peer, peer % 2 == 0 ? .seeder : .leecher, .ipv6) }
    #expect(harness.counts() == SwarmCounts(seeders: UInt32(ipv6 / 2), leechers: UInt32(ipv4 + ipv6 / 2)))
    #expect(harness.table.totals.ipv4Peers == ipv4 && harness.table.totals.ipv6Peers == ipv6)
  }

  @Test("Peers take the memory that the design allows: 16 bytes over IPv4, 32 over IPv6, 12 in one large swarm")
  func memory() {
    #expect(heldBytesPerPeer(torrents: 1_000, peers: 10, .ipv4) <= 16)
    #expect(heldBytesPerPeer(torrents: 1_000, peers: 10, .ipv6) <= 32)
    #expect(heldBytesPerPeer(torrents: 1, peers: 20_000, .ipv4) <= 12)
  }

  /// Without the last page, which is not full yet.
  private func heldBytesPerPeer(torrents: Int, peers: Int, _ family: AddressFamily) -> Double {
    var harness = TableHarness()
    for torrent in 0..<torrents {
      for peer in 0..<peers { harness.announce(torrent: torrent, peer: peer, .leecher, family) }
    }
    let memory = harness.table.peerMemory
    #expect(memory.held >= memory.used)
    return Double(memory.held - SwarmLimits.wordsPerPage * 8) / Double(torrents * peers)
  }
}
