// Tests of SwarmTable+Selection.swift: every peer is as likely as every other, and the work does not grow with the swarm.
import Testing
import TrackerProtocol

@testable import Swarms

/// A swarm to choose from, and who asks how often.
struct SelectionCase: Sendable, CustomTestStringConvertible {
  var leechers: Int
  var seeders: Int
  var status: PeerStatus
  var wanted: Int
  var family = AddressFamily.ipv4

  var testDescription: String { "\(wanted) of \(leechers) leechers and \(seeders) seeders for a \(status), \(family)" }

  static let small: [SelectionCase] = [
    SelectionCase(leechers: 12, seeders: 0, status: .leecher, wanted: 1),
    SelectionCase(leechers: 20, seeders: 30, status: .leecher, wanted: 1),
    SelectionCase(leechers: 20, seeders: 30, status: .leecher, wanted: 7),
    SelectionCase(leechers: 3, seeders: 50, status: .leecher, wanted: 10, family: .ipv6),
    SelectionCase(leechers: 40, seeders: 10, status: .seeder, wanted: 1),
    SelectionCase(leechers: 40, seeders: 10, status: .seeder, wanted: 13),
  ]
  static let hashed: [SelectionCase] = [
    SelectionCase(leechers: 200, seeders: 0, status: .leecher, wanted: 1),
    SelectionCase(leechers: 90, seeders: 210, status: .leecher, wanted: 1),
    SelectionCase(leechers: 90, seeders: 210, status: .leecher, wanted: 50),
    SelectionCase(leechers: 30, seeders: 270, status: .leecher, wanted: 20, family: .ipv6),
    SelectionCase(leechers: 250, seeders: 50, status: .seeder, wanted: 1),
    SelectionCase(leechers: 250, seeders: 50, status: .seeder, wanted: 40),
  ]
}

@Suite("Peers are chosen evenly")
struct SwarmTableSelectionTests {
  /// How often each peer was chosen in `rounds` announces of one more peer.
  private func tally(_ selection: SelectionCase, rounds: Int, leavers: Int = 0) -> [Endpoint: Int] {
    var harness = TableHarness(seed: 99)
    let peerCount = selection.leechers + selection.seeders
    // Some come and go first, so that blocks and buckets are not as neat as fresh ones.
    for peer in peerCount + 1..<peerCount + 1 + leavers { harness.announce(peer: peer, .leecher, selection.family) }
    // The roles are mixed in the order of arrival, and the requester comes in the middle.
    for peer in 0..<peerCount {
      if peer == peerCount / 2 { harness.announce(peer: peerCount, selection.status, selection.family) }
      let isLeecher = (peer + 1) * selection.leechers / peerCount > peer * selection.leechers / peerCount
      harness.announce(peer: peer, isLeecher ? .leecher : .seeder, selection.family)
    }
    for peer in peerCount + 1..<peerCount + 1 + leavers { harness.announce(peer: peer, .stopped, selection.family) }
    var tally: [Endpoint: Int] = [:]
    for _ in 0..<rounds {
      let peers = harness.announce(
        peer: peerCount, selection.status, selection.family, wanted: selection.wanted
      ).peers
      for peer in peers { tally[peer, default: 0] += 1 }
    }
    return tally
  }

  @Test(
    "Over many announces, each peer is chosen equally often",
    arguments: SelectionCase.small + SelectionCase.hashed, [0, 150])
  func even(selection: SelectionCase, leavers: Int) {
    let candidates = selection.leechers + (selection.status == .seeder ? 0 : selection.seeders)
    let rounds = candidates * 60
    let tally = tally(selection, rounds: rounds, leavers: leavers)
    #expect(tally.count == candidates, "everyone is chosen sometimes")
    #expect(tally.values.reduce(0, +) == rounds * selection.wanted)
    // A peer is in a reply or not, independently of other replies: six deviations come once in a thousand million peers.
    let chance = Double(selection.wanted) / Double(candidates)
    let bound = 6 * (Double(rounds) * chance * (1 - chance)).squareRoot()
    let expected = Double(rounds) * chance
    #expect(tally.values.allSatisfy { abs(Double($0) - expected) < bound })
    // Peers of one reply are not independent of each other, as neighbours are chosen together.
    if selection.wanted == 1 { #expect(ChiSquare(of: Array(tally.values)).isPlausible) }
  }

  @Test("A leecher is given leechers and seeders in the proportion of the swarm, exactly so on average")
  func proportion() {
    let selection = SelectionCase(leechers: 90, seeders: 210, status: .leecher, wanted: 7)
    let tally = tally(selection, rounds: 20_000)
    let leechers = tally.filter { endpoint, _ in
      let peer = (0..<300).first { Endpoint.sample($0, .ipv4) == endpoint }!
      return (peer + 1) * 90 / 300 > peer * 90 / 300
    }
    let share = Double(leechers.values.reduce(0, +)) / Double(20_000 * 7)
    #expect(leechers.count == 90)
    #expect(abs(share - 0.3) < 0.003)
  }

  @Test("Two announces in a row bring different runs")
  func varies() {
    var harness = TableHarness()
    for peer in 0..<500 { harness.announce(peer: peer, .leecher) }
    let runs = (0..<50).map { _ in Set(harness.announce(peer: 500, .leecher, wanted: 20).peers) }
    #expect(Set(runs).count > 40)
  }

  @Test("A requester that is alone is given nobody, as is one that wants nobody")
  func nobody() {
    var harness = TableHarness()
    #expect(harness.announce(peer: 0, .leecher, wanted: 50).peers.isEmpty)
    #expect(harness.announce(peer: 0, .seeder, wanted: 50).peers.isEmpty)
    #expect(harness.announce(peer: 1, .seeder, wanted: 50).peers.isEmpty)
    #expect(harness.announce(peer: 2, .leecher, wanted: 0).peers.isEmpty)
  }

  @Test("Nobody is given peers of the other family")
  func families() {
    var harness = TableHarness()
    for peer in 0..<100 { harness.announce(peer: peer, .leecher, .ipv6) }
    #expect(harness.announce(peer: 0, .leecher, .ipv4, wanted: 50).peers.isEmpty)
    #expect(harness.announce(peer: 0, .leecher, .ipv6, wanted: 50).peers.count == 50)
  }

  @Test(
    "Every number wanted, from every place, gives exactly so many others", arguments: [1, 2, 3, 5, 63, 64, 65, 130])
  func everyNumber(peerCount: Int) {
    for seeders in [0, peerCount / 3, peerCount] {
      var harness = TableHarness()
      for peer in 0..<peerCount { harness.announce(peer: peer, peer < seeders ? .seeder : .leecher) }
      for peer in 0..<peerCount {
        for wanted in stride(from: 0, through: peerCount + 1, by: max(1, peerCount / 9)) {
          let isSeeder = peer < seeders
          let peers = harness.announce(peer: peer, isSeeder ? .seeder : .leecher, wanted: wanted).peers
          let due = min(wanted, isSeeder ? peerCount - seeders : peerCount - 1)
          guard peers.count == due, Set(peers).count == due, !peers.contains(.sample(peer, .ipv4)) else {
            Issue.record("peer \(peer) of \(peerCount), wanted \(wanted): \(peers)")
            return
          }
        }
      }
    }
  }

  /// The draws for a start are the only loop whose length chance decides, so the numbers drawn tell the work.
  @Test("The numbers drawn for a reply are as few in a swarm of 50 000 as in one of 1 000", arguments: [1_000, 50_000])
  func drawsDoNotGrow(peerCount: Int) {
    var buckets = PeerBuckets(role: .leecher)
    var pool = PeerPool()
    for number in 0..<peerCount {
      let peer = IPv4Peer(.sample(number, .ipv4))
      let hashed = HashedPeer(peer: peer, state: PeerState(bits: 0), digest: peer.digest(.sample))
      _ = buckets.insert(hashed, by: .sample, in: &pool)
    }
    let rounds = 2_000
    let draws = Self.draws(of: rounds, from: buckets, &pool)
    // One number a draw; a bucket is a third to two thirds as full as the fullest.
    #expect(draws >= rounds)
    #expect(draws < 5 * rounds)
    #expect(buckets.fullest < 3 * SwarmLimits.bucketPeers)
  }

  /// Runs `rounds` selections of 50 peers and counts the random numbers that they took.
  private static func draws(of rounds: Int, from buckets: PeerBuckets, _ pool: inout PeerPool) -> Int {
    var reply = Array(repeating: UInt8(0), count: 300)
    var random = RandomSource(seed: 7)
    var meter = random
    var draws = 0
    var span = reply.mutableSpan
    // Sound: any bytes are valid for integers.
    var bytes = unsafe span.mutableBytes
    for _ in 0..<rounds {
      var list = PeerList(at: 0, random: random)
      buckets.copyRandomRun(IPv4Peer.self, PeerDraw(count: 50), from: pool, &list, &bytes)
      random = list.random
      // A copy of the source is drawn from until both would go on with the same number.
      var next = random
      let upcoming = next.next()
      while true {
        var probe = meter
        if probe.next() == upcoming { break }
        meter = probe
        draws += 1
      }
    }
    return draws
  }
}
