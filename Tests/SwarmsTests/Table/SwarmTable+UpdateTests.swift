// Tests of SwarmTable+Update.swift: when a swarm becomes a hashed one, and what its peers keep.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A swarm that grows")
struct SwarmTableUpdateTests {
  /// Which families' peers of torrent 0 are hashed.
  private func isHashed(_ harness: inout TableHarness) -> [Bool] {
    let digest = InfoHashDigest(.sample(0), key: .sample)
    let swarm = harness.table.segments[digest.segment].swarm(of: .sample(0), digest)
    return [swarm.ipv4.isHashed, swarm.ipv6.isHashed]
  }

  @Test(
    "becomes hashed with its 65th peer of a family, whatever the other has", arguments: [AddressFamily.ipv4, .ipv6])
  func border(family: AddressFamily) {
    var harness = TableHarness()
    let other: AddressFamily = family == .ipv4 ? .ipv6 : .ipv4
    for peer in 0..<64 {
      harness.announce(peer: peer, peer % 2 == 0 ? .leecher : .seeder, family)
      harness.announce(peer: peer, .leecher, other)
    }
    #expect(isHashed(&harness) == [false, false])
    let counts = harness.announce(peer: 64, .leecher, family).counts
    #expect(isHashed(&harness) == [family == .ipv4, family == .ipv6])
    #expect(counts == SwarmCounts(seeders: 32, leechers: 32 + 1 + 64))
    #expect(harness.table.unsoundness() == nil && harness.table.lostPeer() == nil)
  }

  @Test("stays small while its 64 peers come back, change their roles and complete")
  func noBorder() {
    var harness = TableHarness()
    for status in [PeerStatus.leecher, .seeder, .leecher, .seeder] {
      for peer in 0..<64 { harness.announce(peer: peer, status, isCompletion: status == .seeder) }
    }
    #expect(isHashed(&harness) == [false, false])
    #expect(harness.counts() == SwarmCounts(seeders: 64, completed: 64))
    #expect(harness.table.totals == SwarmTotals(torrents: 1, ipv4Peers: 64, ipv6Peers: 0))
  }

  @Test("does not lose the ticks of its peers on the way", arguments: [64, 65, 66, 300])
  func ticks(count: Int) {
    var harness = TableHarness()
    // Every third peer is silent from second 0 on.
    for peer in 0..<count { harness.announce(peer: peer, .leecher, at: peer % 3 == 0 ? 0 : 640) }
    harness.sweepAll(at: 640, interval: 300)
    let silent = (count + 2) / 3
    #expect(harness.counts() == SwarmCounts(leechers: UInt32(count - silent)))
    let everyone = Set(harness.everyone(.ipv4, at: 640))
    #expect(everyone == Set((0..<count).filter { $0 % 3 != 0 }.map { Endpoint.sample($0, .ipv4) }))
  }

  @Test("moves a peer between the roles' buckets and back, with its mark", arguments: [65, 200, 1000])
  func hashedRoles(count: Int) {
    var harness = TableHarness()
    for peer in 0..<count { harness.announce(peer: peer, .leecher) }
    for round in 0..<3 {
      for peer in stride(from: 0, to: count, by: 5) { harness.announce(peer: peer, .seeder, isCompletion: round > 0) }
      let moved = UInt32((count + 4) / 5)
      // A peer that came as a seeder without a word about it has completed nothing; as a leecher once more it may.
      let due = SwarmCounts(seeders: moved, leechers: UInt32(count) - moved, completed: round > 0 ? moved : 0)
      #expect(harness.counts() == due)
      for peer in stride(from: 0, to: count, by: 5) { harness.announce(peer: peer, .leecher) }
    }
    #expect(harness.table.totals.ipv4Peers == count)
    #expect(harness.table.unsoundness() == nil && harness.table.lostPeer() == nil)
  }
}
