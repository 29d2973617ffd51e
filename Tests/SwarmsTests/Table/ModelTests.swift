// The tables against a naive dictionary model.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The tables agree with a naive model")
struct ModelTests {
  @Test(
    "over 100 000 random operations each, from small swarms to hashed ones and back",
    arguments: 1...3 as ClosedRange<UInt64>
  )
  func randomOperations(seed: UInt64) {
    var play = RandomPlay(seed: seed)
    for operation in 0..<100_000 {
      if let complaint = play.step() {
        Issue.record("operation \(operation): \(complaint)")
        return
      }
    }
    #expect(play.finish() == nil)
    let (largestHashed, becameSmallAgain) = (play.largestHashed, play.becameSmallAgain)
    #expect(largestHashed >= 2, "the play must reach several hashed swarms at once, or it proves little")
    #expect(becameSmallAgain, "a hashed swarm must have become small again")
    let keptMost = play.keptMost
    #expect(keptMost >= 2, "swarms must have emptied whose counts are kept")
  }

  @Test("in one swarm of 20 000 peers")
  func oneLargeSwarm() {
    let peerCount = 20_000
    var harness = TableHarness(replyPeers: peerCount + 1)
    for peer in 0..<peerCount { harness.announce(peer: peer, peer % 4 == 0 ? .leecher : .seeder) }
    let counts = harness.counts()
    #expect(counts == SwarmCounts(seeders: 15_000, leechers: 5_000))
    let everyone = harness.everyone(.ipv4)
    #expect(everyone.count == peerCount)
    #expect(Set(everyone) == Set((0..<peerCount).map { Endpoint.sample($0, .ipv4) }))
    // Half of them leave, and a quarter becomes the other role.
    for peer in stride(from: 0, to: peerCount, by: 2) { harness.announce(peer: peer, .stopped) }
    for peer in stride(from: 1, to: peerCount, by: 4) { harness.announce(peer: peer, .leecher) }
    let changed = harness.counts()
    #expect(changed == SwarmCounts(seeders: 5_000, leechers: 5_000))
    let others = harness.announce(peer: 3, .seeder, wanted: peerCount).peers
    #expect(others.count == 5_000)
    #expect(Set(others) == Set(stride(from: 1, to: peerCount, by: 4).map { Endpoint.sample($0, .ipv4) }))
    expectNothingRemains(of: &harness)
  }

  @Test("in 20 000 torrents of one or two peers")
  func manyTorrents() {
    let torrentCount = 20_000
    var harness = TableHarness()
    for torrent in 0..<torrentCount {
      harness.announce(torrent: torrent, peer: torrent, .seeder)
      if torrent % 2 == 0 { harness.announce(torrent: torrent, peer: torrent, .leecher, .ipv6) }
    }
    let totals = harness.table.totals
    #expect(totals.torrents == torrentCount)
    #expect((totals.ipv4Peers, totals.ipv6Peers) == (torrentCount, torrentCount / 2))
    for torrent in stride(from: 0, to: torrentCount, by: 3) {
      harness.announce(torrent: torrent, peer: torrent, .stopped)
    }
    for torrent in 0..<torrentCount {
      let due = SwarmCounts(seeders: torrent % 3 == 0 ? 0 : 1, leechers: torrent % 2 == 0 ? 1 : 0)
      let counts = harness.counts(torrent: torrent)
      guard counts == due else {
        Issue.record("torrent \(torrent) has \(counts), due \(due)")
        return
      }
    }
    expectNothingRemains(of: &harness)
  }

  private func expectNothingRemains(of harness: inout TableHarness) {
    harness.sweepAll(at: 1_000, interval: 300, budget: 200)
    let totals = harness.table.totals
    #expect(totals == SwarmTotals())
    let used = harness.table.peerMemory.used
    #expect(used == 0)
  }
}
