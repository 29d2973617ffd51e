// Torrents and peers to test with, by number.
import Hashing
import TrackerProtocol

@testable import Swarms

extension Endpoint {
  /// Peer `number` of a family; different numbers are different peers, and some differ in the port alone.
  static func sample(_ number: Int, _ family: AddressFamily) -> Endpoint {
    let port = UInt16(6881 + number % 3)
    switch family {
    case .ipv4: return Endpoint(address: IPAddress(ipv4: 0x0a00_0000 + UInt32(number / 3)), port: port)
    case .ipv6: return Endpoint(address: IPAddress(high: 0x2001_0db8 << 32, low: UInt64(number / 3)), port: port)
    }
  }
}

extension InfoHash {
  /// Torrent `number`.
  static func sample(_ number: Int) -> InfoHash {
    let word = UInt64(number)
    return InfoHash(first: word, second: ~word, third: UInt32(truncatingIfNeeded: number))
  }
}

extension SipKey {
  static let sample = SipKey(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
}

extension InfoHash {
  /// The numbers of the first sample torrents that fall to some segments of table 0, as all torrents of a snapshot's table must.
  static func numbersInTable0(_ count: Int, segments: Range<Int> = 0..<SwarmTable.segmentCount) -> [Int] {
    let fitting = (0...).lazy.filter { number in
      let digest = InfoHashDigest(.sample(number), key: .sample)
      return digest.table == 0 && segments.contains(digest.segment)
    }
    return Array(fitting.prefix(count))
  }
}
