// Tests of AnnounceRequest.swift: which bits of an announce mean something, one by one.
import Testing
import TrackerProtocol

@Suite("The fields of an announce")
struct AnnounceFieldsTests {
  private static let plain = Packet.announce(
    InfoHash(first: 0x0102_0304_0506_0708, second: 0x1112_1314_1516_1718, third: 0x2122_2324), left: 0x55, event: 5,
    wanted: 30, port: 6881
  ).bytes

  /// What is read of an announce, field by field.
  private func fields(_ datagram: [UInt8]) -> [UInt64] {
    guard let announce = AnnounceRequest(datagram) else { return [] }
    let (infoHash, event) = (announce.infoHash, [Event.none, .completed, .started, .stopped, .paused])
    return [
      infoHash.first, infoHash.second, UInt64(infoHash.third), announce.left,
      UInt64(event.firstIndex(of: announce.event)!), UInt64(UInt32(bitPattern: announce.wantedPeerCount)),
      UInt64(announce.port),
    ]
  }

  private func flipped(_ bit: Int) -> [UInt8] {
    var datagram = Self.plain
    datagram[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return datagram
  }

  /// Bytes of header, peer id, downloaded, uploaded, ip and key.
  @Test(
    "that the tracker has no use for may have any bit, the address and the peer id among them (A-22, A-23, A-25)",
    arguments: [0..<16, 36..<56, 56..<64, 72..<80, 84..<88, 88..<92])
  func unused(bytes: Range<Int>) {
    for bit in bytes.lowerBound * 8..<bytes.upperBound * 8 {
      #expect(fields(flipped(bit)) == fields(Self.plain), "bit \(bit)")
    }
  }

  /// Where each field is, and where its words stand in what is read.
  @Test(
    "that it uses are changed by each of their bits, and no other is",
    arguments: [
      (16, 8, 0), (24, 8, 1), (32, 4, 2), (64, 8, 3), (92, 4, 5), (96, 2, 6),
    ])
  func used(offset: Int, length: Int, field: Int) {
    for bit in 0..<8 * length {
      var due = fields(Self.plain)
      due[field] ^= 1 << UInt64(8 * length - 1 - bit)
      #expect(fields(flipped(8 * offset + bit)) == due, "bit \(bit) of the field")
    }
  }

  @Test("have an event only where all of its 32 bits say so (A-13)")
  func event() {
    // From code 5, the one bit in which it differs from "completed" and the one in which it differs from "paused".
    let events = (0..<32).map { fields(flipped(8 * 80 + $0))[4] }
    #expect(events == Array(repeating: 0, count: 29) + [1, 0, 4])
  }
}
