// Peers and torrents by number, put into a table without a responder.
package import Swarms
package import TrackerCore
package import TrackerProtocol

package enum TestPeers {
  package static func infoHash(_ number: Int) -> InfoHash { InfoHash(first: UInt64(number), second: 0, third: 0) }

  /// A leecher that wants nobody.
  package static func announce(_ infoHash: InfoHash, address: UInt32) -> PeerAnnounce {
    let endpoint = Endpoint(address: IPAddress(ipv4: address), port: 6881)
    return PeerAnnounce(infoHash, endpoint, .leecher, at: Tick(seconds: 0))
  }

  package static func put(_ peer: PeerAnnounce, _ digest: InfoHashDigest, in table: inout SwarmTable) {
    var buffer = [UInt8](repeating: 0, count: 64)
    var span = buffer.mutableSpan
    // Unsafe: any bytes are good bytes.
    var reply = unsafe span.mutableBytes
    var list = PeerList(at: 20, random: RandomSource(seed: 1))
    _ = table.announce(peer, digest, listing: &list, into: &reply)
  }
}

extension SwarmStore where Self: ~Copyable {
  /// Announces one leecher to each of so many torrents, from an address of its own.
  package borrowing func announce(torrents: Range<Int>, from peer: UInt8 = 10) {
    for number in torrents {
      let infoHash = TestPeers.infoHash(number)
      let digest = InfoHashDigest(infoHash, key: digestKey)
      let announce = TestPeers.announce(infoHash, address: UInt32(peer) << 24 | UInt32(number))
      withTable(digest.table) { TestPeers.put(announce, digest, in: &$0) }
    }
  }

  /// The leechers of some torrents.
  package borrowing func leechers(_ torrents: Range<Int>) -> [UInt32] {
    var leechers: [UInt32] = []
    for number in torrents {
      let infoHash = TestPeers.infoHash(number)
      let digest = InfoHashDigest(infoHash, key: digestKey)
      leechers.append(withTable(digest.table) { $0.counts(of: infoHash, digest).leechers })
    }
    return leechers
  }
}
