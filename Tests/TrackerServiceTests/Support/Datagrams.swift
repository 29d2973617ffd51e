// Requests as clients send them, byte by byte from BEP 15's tables.

enum Datagrams {
  static let connect = bytes(of: 0x417_2710_1980 as UInt64) + bytes(of: 0 as UInt32) + bytes(of: 0x1122_3344 as UInt32)

  /// An announce of torrent `torrent`: a leecher at port 6881, unless said otherwise.
  static func announce(
    id: UInt64, torrent: UInt8 = 1, left: UInt64 = 1, event: UInt32 = 0, port: UInt16 = 6881, options: [UInt8] = []
  ) -> [UInt8] {
    bytes(of: id) + bytes(of: 1 as UInt32) + bytes(of: 0x1122_3345 as UInt32)
      + [UInt8](repeating: torrent, count: 20) + [UInt8](repeating: 0x2d, count: 20)
      + [0, left, 0].flatMap { bytes(of: $0) } + [event, 0, 0, 0xffff_ffff].flatMap { bytes(of: $0) }
      + bytes(of: port) + options
  }

  static func scrape(id: UInt64, torrents: [UInt8]) -> [UInt8] {
    bytes(of: id) + bytes(of: 2 as UInt32) + bytes(of: 0x1122_3346 as UInt32)
      + torrents.flatMap { [UInt8](repeating: $0, count: 20) }
  }

  /// The connection id of a connect reply.
  static func connectionID(in reply: [UInt8]) -> UInt64 { reply[8..<16].reduce(0) { $0 << 8 | UInt64($1) } }

  private static func bytes<Value: FixedWidthInteger>(of value: Value) -> [UInt8] {
    stride(from: Value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> Value($0)) }
  }
}
