// Peers and torrents by number, and tables to put them in from several threads.
import Swarms
import TrackerProtocol

@testable import TrackerService

/// Tables that closures of several threads can hold.
final class SharedTables: Sendable {
  let swarms: SharedSwarms

  init(digestKey: SipKey = SipKey(6, 7)) { swarms = SharedSwarms(digestKey: digestKey, workers: 2) }
}

extension SharedSwarms {
  /// Announces one leecher to each of so many torrents, from an address of its own.
  func announce(torrents: Range<Int>, from peer: UInt8 = 10) {
    for number in torrents {
      let infoHash = TestPeers.infoHash(number)
      let digest = InfoHashDigest(infoHash, key: digestKey)
      let announce = TestPeers.announce(infoHash, address: UInt32(peer) << 24 | UInt32(number))
      withTable(digest.table) { TestPeers.put(announce, digest, in: &$0) }
    }
  }
}

enum TestPeers {
  static func infoHash(_ number: Int) -> InfoHash { InfoHash(first: UInt64(number), second: 0, third: 0) }

  /// A leecher that wants nobody.
  static func announce(_ infoHash: InfoHash, address: UInt32) -> PeerAnnounce {
    let endpoint = Endpoint(address: IPAddress(ipv4: address), port: 6881)
    return PeerAnnounce(infoHash: infoHash, endpoint: endpoint, status: .leecher)
  }

  static func put(_ peer: PeerAnnounce, _ digest: InfoHashDigest, in table: inout SwarmTable) {
    var random = RandomSource(seed: 1)
    var buffer = [UInt8](repeating: 0, count: 64)
    var span = buffer.mutableSpan
    // Unsafe: any bytes are good bytes.
    var reply = unsafe span.mutableBytes
    var length = 20
    _ = table.announce(peer, digest, at: Tick(seconds: 0), random: &random, into: &reply, at: &length)
  }
}
