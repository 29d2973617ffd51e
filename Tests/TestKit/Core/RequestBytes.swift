// Requests as clients make them, written independently of the tracker's own code.
import TrackerProtocol

/// Makes datagrams byte by byte from BEP 15's tables.
package enum RequestBytes {
  package static let magic: UInt64 = 0x417_2710_1980

  package static func connect(magic: UInt64 = magic, action: UInt32 = 0, transaction: UInt32 = 0x1122_3344) -> [UInt8] {
    bytes(of: magic) + bytes(of: action) + bytes(of: transaction)
  }

  package static func scrape(id: UInt64, transaction: UInt32 = 0x1122_3346, _ torrents: [[UInt8]]) -> [UInt8] {
    bytes(of: id) + bytes(of: UInt32(2)) + bytes(of: transaction) + torrents.joined()
  }

  /// A number's bytes, most significant first.
  package static func bytes<Value: FixedWidthInteger & UnsignedInteger>(of value: Value) -> [UInt8] {
    var rest = UInt64(value)
    var bytes = [UInt8](repeating: 0, count: Value.bitWidth / 8)
    // A plain loop: generic sequences would take most of the time of the longer tests.
    var index = bytes.count
    while index > 0 {
      index -= 1
      bytes[index] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
    }
    return bytes
  }

  /// The info hash of torrent `number`: the number, then a tail that differs from zeros.
  package static func torrent(_ number: Int) -> [UInt8] {
    bytes(of: UInt64(number)) + [UInt8](repeating: 0xa5, count: 12)
  }
}

/// An announce with every field at a usual value, to be changed by a test.
package struct AnnounceBytes {
  package var transaction: UInt32 = 0x1122_3345
  package var torrent = RequestBytes.torrent(1)
  package var peerID = [UInt8](repeating: 0x2d, count: 20)
  package var left: UInt64 = 1024
  package var event: UInt32 = 0
  package var address: UInt32 = 0
  package var wanted: UInt32 = 0xffff_ffff
  package var port: UInt16 = 6881
  package var options: [UInt8] = []

  package init(
    transaction: UInt32 = 0x1122_3345, torrent: [UInt8] = RequestBytes.torrent(1),
    peerID: [UInt8] = [UInt8](repeating: 0x2d, count: 20), left: UInt64 = 1024, event: UInt32 = 0, address: UInt32 = 0,
    wanted: UInt32 = 0xffff_ffff, port: UInt16 = 6881, options: [UInt8] = []
  ) {
    self.transaction = transaction
    self.torrent = torrent
    self.peerID = peerID
    self.left = left
    self.event = event
    self.address = address
    self.wanted = wanted
    self.port = port
    self.options = options
  }

  /// The datagram, proven by a connection id.
  package func bytes(id: UInt64) -> [UInt8] {
    var datagram = RequestBytes.bytes(of: id) + RequestBytes.bytes(of: UInt32(1)) + RequestBytes.bytes(of: transaction)
    datagram += torrent
    datagram += peerID
    for amount in [0, left, 0] { datagram += RequestBytes.bytes(of: amount) }
    for field in [event, address, 0xdead_beef, wanted] { datagram += RequestBytes.bytes(of: field) }
    datagram += RequestBytes.bytes(of: port)
    return datagram + options
  }
}
