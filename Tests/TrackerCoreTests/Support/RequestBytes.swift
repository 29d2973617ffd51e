// Requests as clients make them, written independently of the tracker's own code.
import TrackerProtocol

/// Makes datagrams byte by byte from BEP 15's tables.
enum RequestBytes {
  static let magic: UInt64 = 0x417_2710_1980

  static func connect(magic: UInt64 = magic, action: UInt32 = 0, transaction: UInt32 = 0x1122_3344) -> [UInt8] {
    bytes(of: magic) + bytes(of: action) + bytes(of: transaction)
  }

  static func scrape(id: UInt64, transaction: UInt32 = 0x1122_3346, _ torrents: [[UInt8]]) -> [UInt8] {
    bytes(of: id) + bytes(of: UInt32(2)) + bytes(of: transaction) + torrents.joined()
  }

  /// A number's bytes, most significant first.
  static func bytes<Value: FixedWidthInteger & UnsignedInteger>(of value: Value) -> [UInt8] {
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
  static func torrent(_ number: Int) -> [UInt8] { bytes(of: UInt64(number)) + [UInt8](repeating: 0xa5, count: 12) }
}

/// An announce with every field at a usual value, to be changed by a test.
struct AnnounceBytes {
  var transaction: UInt32 = 0x1122_3345
  var torrent = RequestBytes.torrent(1)
  var peerID = [UInt8](repeating: 0x2d, count: 20)
  var left: UInt64 = 1024
  var event: UInt32 = 0
  var address: UInt32 = 0
  var wanted: UInt32 = 0xffff_ffff
  var port: UInt16 = 6881
  var options: [UInt8] = []

  /// The datagram, proven by a connection id.
  func bytes(id: UInt64) -> [UInt8] {
    var datagram = RequestBytes.bytes(of: id) + RequestBytes.bytes(of: UInt32(1)) + RequestBytes.bytes(of: transaction)
    datagram += torrent
    datagram += peerID
    for amount in [0, left, 0] { datagram += RequestBytes.bytes(of: amount) }
    for field in [event, address, 0xdead_beef, wanted] { datagram += RequestBytes.bytes(of: field) }
    datagram += RequestBytes.bytes(of: port)
    return datagram + options
  }
}
