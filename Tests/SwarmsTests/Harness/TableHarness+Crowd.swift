// Tables with swarms of every kind, for being written down.
import TestKit
import TrackerProtocol

@testable import Swarms

extension TableHarness {
  /// When the announces of a crowded table begin and end, in seconds.
  static let crowding: ClosedRange<UInt32> = 1_000_000...1_000_240

  /// Small swarms in all segments, a hashed one of 1500 peers, one that was hashed and is small again, and one in between; in
  /// both families, with counted peers, announced at various times.
  static func crowded(seed: UInt64) -> TableHarness {
    var harness = TableHarness(seed: seed)
    var chance = SeededGenerator(seed: seed)
    let torrents = InfoHash.numbersInTable0(120)
    for torrent in torrents { harness.crowd(torrent, peers: 1 + chance.below(chance.once(in: 8) ? 60 : 4), &chance) }
    harness.crowd(torrents[0], peers: 1_500, &chance)
    harness.crowd(torrents[1], peers: 300, &chance)
    for torrent in [torrents[2], torrents[3]] {
      harness.crowd(torrent, peers: 100, &chance)
      // Those who stay, over both families: few enough for a small swarm, or too many for one.
      for peer in (torrent == torrents[2] ? 20 : 50)..<100 {
        for family in [AddressFamily.ipv4, .ipv6] { harness.announce(torrent: torrent, peer: peer, .stopped, family) }
      }
    }
    return harness
  }

  private mutating func crowd(_ torrent: Int, peers: Int, _ chance: inout SeededGenerator) {
    for peer in 0..<peers {
      let family: AddressFamily = chance.once(in: 3) ? .ipv6 : .ipv4
      announceAnyhow(torrent, peer, family, &chance)
      if chance.once(in: 5) { announceAnyhow(torrent, peer, family, &chance) }
    }
  }

  private mutating func announceAnyhow(
    _ torrent: Int, _ peer: Int, _ family: AddressFamily, _ chance: inout SeededGenerator
  ) {
    announce(
      torrent: torrent, peer: peer, chance.once(in: 3) ? .seeder : .leecher, family, isCompletion: chance.once(in: 4),
      at: Self.crowding.lowerBound + UInt32(chance.below(Self.crowding.count)))
  }
}
