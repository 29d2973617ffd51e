// The place of a torrent's record in a snapshot.
import Hashing
import TrackerProtocol

@testable import Swarms

enum SectionPlace {
  /// The table and the segment of the torrent whose info hash opens a payload.
  static func of(_ payload: [UInt8], key: SipKey) -> (table: Int, segment: Int) {
    let digest = InfoHashDigest(InfoHash(payload.span, at: 0), key: key)
    return (digest.table, digest.segment)
  }
}
