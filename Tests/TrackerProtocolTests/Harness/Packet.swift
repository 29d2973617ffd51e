// Requests written field by field, as a client would, and bytes of any kind.
import TestKit
import TrackerProtocol

/// A datagram in the making; all integers are appended big-endian.
struct Packet {
  var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
    }
  }

  mutating func append(_ infoHash: InfoHash) {
    append(infoHash.first)
    append(infoHash.second)
    append(infoHash.third)
  }

  /// The 16 bytes that every request opens with.
  static func header(id: UInt64 = 0x0102_0304_0506_0708, action: UInt32, transaction: UInt32 = 0x1122_3344) -> Packet {
    var packet = Packet()
    packet.append(id)
    packet.append(action)
    packet.append(transaction)
    return packet
  }

  static func announce(
    _ infoHash: InfoHash = InfoHash(first: 1, second: 2, third: 3), left: UInt64 = 0, event: UInt32 = 0,
    wanted: UInt32 = .max, port: UInt16 = 6881, options: [UInt8] = []
  ) -> Packet {
    var packet = header(action: 1)
    packet.append(infoHash)
    packet.bytes += Array(repeating: 0xee, count: 20)  // Peer id.
    packet.append(UInt64(0xdddd_dddd_dddd_dddd))  // Downloaded.
    packet.append(left)
    packet.append(UInt64(0xcccc_cccc_cccc_cccc))  // Uploaded.
    packet.append(event)
    packet.append(UInt32(0xbbbb_bbbb))  // IP.
    packet.append(UInt32(0xaaaa_aaaa))  // Key.
    packet.append(wanted)
    packet.append(port)
    packet.bytes += options
    return packet
  }
}

extension SeededGenerator {
  /// Random bytes; half of the time few different ones, so that option codes and short lengths are frequent.
  mutating func optionBytes(_ count: Int) -> [UInt8] {
    let mask: UInt8 = Bool.random(using: &self) ? 0xff : 0x03
    return bytes(count).map { $0 & mask }
  }
}

/// Lengths at which something begins or ends: headers, announces, whole hashes, common limits of links and buffers.
let notableLengths = [
  15, 16, 17, 35, 36, 37, 97, 98, 99, 100, 108, 353, 1472, 1473, 1496, 1497, 1516, 2048, 2049, 65507,
]
