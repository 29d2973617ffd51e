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

  @Test("A peer stays for two intervals and is gone 24 s later, unless it announces again", arguments: [1, 64, 300])
  func lifetime(peerCount: Int) {
    var harness = TableHarness()
    for peer in 0..<peerCount { harness.announce(peer: peer, .leecher, peer % 2 == 0 ? .ipv4 : .ipv6, at: 50_000) }
    harness.sweepAll(at: 50_600, interval: 300)
    #expect(harness.counts().leechers == UInt32(peerCount))
    harness.announce(peer: 0, .leecher, at: 50_600)
    harness.sweepAll(at: 50_624, interval: 300)
    #expect(harness.counts().leechers == 1)
    harness.sweepAll(at: 51_200, interval: 300)
    #expect(harness.counts().leechers == 1)
    harness.sweepAll(at: 51_224, interval: 300)
    #expect(harness.table.totals == SwarmTotals())
    #expect(harness.table.peerMemory.used == 0)
  }

  @Test("Expiry works across the wrap of the tick")
  func wrap() {
    let wrap: UInt32 = 8 * 0x8000
    var harness = TableHarness()
    harness.announce(peer: 0, .leecher, at: wrap - 100)
    harness.sweepAll(at: wrap + 500, interval: 300)
    #expect(harness.table.totals.torrents == 1)
    harness.sweepAll(at: wrap + 524, interval: 300)
    #expect(harness.table.totals.torrents == 0)
  }

  @Test("One round removes every torrent whose peers are gone, and none else")
  func torrents() {
    var harness = TableHarness()
    for torrent in 0..<3_000 { harness.announce(torrent: torrent, peer: 1, .seeder, at: torrent % 3 == 0 ? 900 : 0) }
    harness.sweepAll(at: 1_000, interval: 300)
    #expect(harness.table.totals.torrents == 1_000)
    for torrent in 0..<3_000 {
      let seeders = harness.counts(torrent: torrent).seeders
      guard seeders == (torrent % 3 == 0 ? 1 : 0) else {
        Issue.record("torrent \(torrent) has \(seeders) seeders")
        return
      }
    }
    harness.sweepAll(at: 2_000, interval: 300)
    #expect(harness.table.totals == SwarmTotals())
    #expect(harness.table.segments.allSatisfy { $0.capacity == 0 }, "empty segments hold no memory")
  }

  @Test("A slice does about as much as its budget says")
  func bounded() {
    var harness = TableHarness()
    for torrent in 0..<3_000 { harness.announce(torrent: torrent, peer: 1, .seeder) }
    for peer in 0..<3_000 { harness.announce(torrent: 5_000, peer: peer, .seeder) }
    var peers = 6_000
    for _ in 0..<1_000 where peers > 0 {
      _ = harness.table.sweep(budget: 100, at: Tick(seconds: 1_000), after: PeerLifetime(interval: 300))
      let left = harness.table.totals.ipv4Peers
      // A bucket is taken for an average one, and the last block is finished.
      #expect(peers - left <= 2 * 100 + SwarmLimits.blockPeers)
      peers = left
    }
    #expect(peers == 0)
  }

  @Test("Announces between the slices of a round lose nobody")
  func interleaved() {
    var harness = TableHarness()
    for torrent in 0..<500 { harness.announce(torrent: torrent, peer: 1, .seeder, at: 400) }
    for peer in 0..<400 { harness.announce(torrent: 0, peer: peer, .leecher, at: 400) }
    for step in 0..<2_000 {
      _ = harness.table.sweep(budget: 7, at: Tick(seconds: 900), after: PeerLifetime(interval: 300))
      harness.announce(torrent: 1_000 + step, peer: 2, .leecher, at: 900)
      if step % 2 == 0 { harness.announce(torrent: 1_000 + step / 2, peer: 2, .stopped, at: 900) }
    }
    #expect(harness.counts().leechers == 400)
    for torrent in 1..<500 { #expect(harness.counts(torrent: torrent).seeders == 1) }
  }
}
