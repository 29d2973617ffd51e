// Tests of SwarmTable+Announce.swift.
import Testing
import TrackerProtocol

@testable import Swarms

/// How many others are in the swarm: it is small, or on the border, or hashed.
private let crowds = [0, 5, 63, 64, 65, 300]

@Suite("A peer announces")
struct SwarmTableAnnounceTests {
  /// A table with `crowd` peers that no test names: half of them seeders.
  private func harness(crowd: Int) -> TableHarness {
    var harness = TableHarness()
    for peer in 0..<crowd { harness.announce(peer: 1_000 + peer, peer % 2 == 0 ? .leecher : .seeder) }
    return harness
  }

  /// What the peers beyond the crowd add to the counts.
  private func added(_ counts: SwarmCounts, crowd: Int) -> [Int] {
    [Int(counts.leechers) - (crowd + 1) / 2, Int(counts.seeders) - crowd / 2, Int(counts.completed)]
  }

  @Test("The counts include the requester (A-33)", arguments: crowds)
  func countsRequester(crowd: Int) {
    var harness = harness(crowd: crowd)
    let leecher = harness.announce(peer: 0, .leecher).counts
    #expect(added(leecher, crowd: crowd) == [1, 0, 0])
    let seeder = harness.announce(peer: 1, .seeder).counts
    #expect(added(seeder, crowd: crowd) == [1, 1, 0])
  }

  @Test("An announce again is the same peer; a new role moves it", arguments: crowds)
  func roles(crowd: Int) {
    var harness = harness(crowd: crowd)
    for (status, due) in [
      (.leecher, [1, 0, 0]), (.leecher, [1, 0, 0]), (.seeder, [0, 1, 0]), (.leecher, [1, 0, 0]),
    ]
      as [(PeerStatus, [Int])]
    {
      let counts = harness.announce(peer: 0, status).counts
      #expect(added(counts, crowd: crowd) == due)
    }
    let totals = harness.table.totals
    #expect(totals.ipv4Peers == crowd + 1)
  }

  @Test("Address, port and family each make another peer (A-26)", arguments: crowds)
  func identity(crowd: Int) {
    var harness = harness(crowd: crowd)
    // Peers 0 and 1 differ in the port, 0 and 3 in the address.
    for peer in [0, 1, 3] { harness.announce(peer: peer, .leecher) }
    harness.announce(peer: 0, .seeder, .ipv6)
    let counts = harness.counts()
    #expect(added(counts, crowd: crowd) == [3, 1, 0])
    let totals = harness.table.totals
    #expect(totals.torrents == 1 && totals.ipv4Peers == crowd + 3 && totals.ipv6Peers == 1)
  }

  @Test("A completion of a peer that stays a leecher does not count (A-20)", arguments: crowds)
  func incomplete(crowd: Int) {
    var harness = harness(crowd: crowd)
    for _ in 0..<2 {
      let counts = harness.announce(peer: 0, .leecher, isCompletion: true).counts
      #expect(added(counts, crowd: crowd) == [1, 0, 0])
    }
    let counts = harness.announce(peer: 0, .seeder, isCompletion: true).counts
    #expect(added(counts, crowd: crowd) == [0, 1, 1])
  }

  @Test("A completion counts once, from a leecher or an unknown peer (A-20)", arguments: crowds)
  func completions(crowd: Int) {
    var harness = harness(crowd: crowd)
    harness.announce(peer: 0, .leecher)
    let first = harness.announce(peer: 0, .seeder, isCompletion: true).counts
    #expect(first.completed == 1)
    let again = harness.announce(peer: 0, .seeder, isCompletion: true).counts
    #expect(again.completed == 1)
    harness.announce(peer: 0, .leecher)
    let onceMore = harness.announce(peer: 0, .seeder, isCompletion: true).counts
    #expect(onceMore.completed == 1, "a peer that was counted does not count again")
    let unknown = harness.announce(peer: 3, .seeder, isCompletion: true).counts
    #expect(unknown.completed == 2)
    harness.announce(peer: 6, .seeder)
    let seeder = harness.announce(peer: 6, .seeder, isCompletion: true).counts
    #expect(seeder.completed == 2, "one that was a seeder has completed nothing")
    let unmarked = harness.announce(peer: 9, .seeder).counts
    #expect(unmarked.completed == 2)
  }

  @Test("The counted mark outlives the change to a hashed swarm and back")
  func marksSurvive() {
    var harness = TableHarness()
    for peer in 0..<20 { harness.announce(peer: peer, .seeder, isCompletion: true) }
    for peer in 20..<200 { harness.announce(peer: peer, .leecher) }
    for peer in 0..<20 { harness.announce(peer: peer, .leecher) }
    for peer in 0..<20 { harness.announce(peer: peer, .seeder, isCompletion: true) }
    for peer in 20..<200 { harness.announce(peer: peer, .stopped) }
    for peer in 0..<20 { harness.announce(peer: peer, .leecher) }
    let counts = harness.announce(peer: 0, .seeder, isCompletion: true).counts
    #expect(counts == SwarmCounts(seeders: 1, leechers: 19, completed: 20))
  }

  @Test("Torrents know nothing of each other")
  func torrents() {
    var harness = TableHarness()
    for torrent in 0..<300 { harness.announce(torrent: torrent, peer: 1, .leecher) }
    let peers = harness.announce(torrent: 7, peer: 2, .leecher, wanted: 50).peers
    #expect(peers == [.sample(1, .ipv4)])
    let counts = harness.counts(torrent: 8)
    #expect(counts == SwarmCounts(leechers: 1))
  }

  @Test("The peers are written at the offset that is handed in, and nothing before it")
  func offset() {
    var table = SwarmTable(key: .sample)
    var reply = Array(repeating: UInt8(0xa5), count: 64)
    let digest = InfoHashDigest(.sample(0), key: .sample)
    var list = PeerList(at: 20, random: RandomSource(seed: 1))
    var span = reply.mutableSpan
    // Sound: any bytes are valid for integers.
    var bytes = unsafe span.mutableBytes
    for peer in 0..<3 {
      list = PeerList(at: 20, random: list.random)
      var announce = PeerAnnounce(.sample(0), .sample(3 * peer, .ipv4), .leecher, at: Tick(seconds: 0))
      announce.wantedPeerCount = 9
      _ = table.announce(announce, digest, listing: &list, into: &bytes)
    }
    #expect(list.end == 20 + 2 * AddressFamily.ipv4.peerLength)
    #expect(reply.prefix(20).allSatisfy { $0 == 0xa5 })
    #expect(reply.suffix(from: 32).allSatisfy { $0 == 0xa5 })
  }
}
