// Memory goes back to the system when peers leave here and there, not only when whole pages happen to become empty.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("Compaction of the peer memory")
struct CompactionTests {
  private static let torrents = 3_000
  private static let peersEach = 12

  /// A table from which nine of ten peers have left, one here and one there, so that hardly a page is empty.
  private func sparseTable() -> TableHarness {
    var harness = TableHarness()
    for peer in 0..<Self.peersEach {
      for torrent in 0..<Self.torrents { harness.announce(torrent: torrent, peer: peer, .leecher) }
    }
    for peer in 0..<Self.peersEach {
      for torrent in 0..<Self.torrents where peer != torrent % Self.peersEach {
        harness.announce(torrent: torrent, peer: peer, .stopped)
      }
    }
    return harness
  }

  @Test("Two rounds of expiry give back the pages that blocks can be moved out of, and lose nobody")
  func givesBack() {
    var harness = sparseTable()
    let before = harness.table.peerMemory
    #expect(before.held > before.used + before.used / 4, "the table is not sparse enough to show anything")
    for _ in 0..<2 { harness.sweepAll(at: 0, interval: 900) }
    let after = harness.table.peerMemory
    #expect(after.held < before.held)
    #expect(after.used < before.used, "blocks that move keep no more room than they need")
    #expect(after.held - after.used <= after.held / SwarmLimits.tolerableFreeShare + 2 * 8 * SwarmLimits.wordsPerPage)
    for torrent in 0..<Self.torrents {
      let everyone = harness.everyone(inTorrent: torrent, .ipv4)
      guard everyone == [.sample(torrent % Self.peersEach, .ipv4)] else {
        Issue.record("torrent \(torrent) has \(everyone)")
        return
      }
    }
  }

  @Test("Announces between the slices of a compacting round lose nobody")
  func announcesBetween() {
    var harness = sparseTable()
    var newcomer = 1000
    while !harness.table.sweep(budget: 16, at: Tick(seconds: 0), after: PeerLifetime(interval: 900)) {
      harness.announce(torrent: newcomer % Self.torrents, peer: newcomer, .seeder)
      newcomer += 1
    }
    #expect(newcomer > 1010, "the round ended before anything could come between")
    #expect(harness.table.totals.ipv4Peers == Self.torrents + newcomer - 1000)
    var found = 0
    for torrent in 0..<Self.torrents { found += harness.everyone(inTorrent: torrent, .ipv4).count }
    #expect(found == Self.torrents + newcomer - 1000)
  }
}
