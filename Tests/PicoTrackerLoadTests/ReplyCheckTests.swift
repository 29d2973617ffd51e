// Tests of what counts as a legal reply.
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("Checking replies")
struct ReplyCheckTests {
  private func request(_ kind: RequestKind, limit: Int = 0) -> PendingRequest {
    PendingRequest(kind: kind, limit: limit, peer: -1, sentAt: 0)
  }

  private func reply(_ action: UInt32, length: Int, id: UInt64 = 5) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    bytes[3] = UInt8(action)
    if length >= 16 {
      for place in 0..<8 { bytes[8 + place] = UInt8(truncatingIfNeeded: id >> UInt64(56 - 8 * place)) }
    }
    return bytes
  }

  private func check(_ bytes: [UInt8], _ request: PendingRequest, _ family: AddressFamily = .ipv4) throws(ReplyFault)
    -> CheckedReply
  {
    try ReplyCheck.check(bytes.span, to: request, over: family)
  }

  @Test("A connect reply has 16 bytes and gives the connection id")
  func connect() throws {
    #expect(
      try check(reply(0, length: 16, id: 0x0102_0304_0506_0708), request(.connect))
        == .answer(connectionID: 0x0102_0304_0506_0708))
    for length in [8, 15, 17] {
      #expect(throws: ReplyFault.wrongLength) { try check(reply(0, length: length), request(.connect)) }
    }
  }

  @Test("A connection id of 0 or of the magic number is refused", arguments: [0, 0x417_2710_1980])
  func badID(id: UInt64) {
    #expect(throws: ReplyFault.badConnectionID) { try check(reply(0, length: 16, id: id), request(.connect)) }
  }

  @Test("An announce reply holds whole peers of the family", arguments: [AddressFamily.ipv4, .ipv6])
  func stride(family: AddressFamily) throws {
    let length = 20 + 3 * family.peerLength
    _ = try check(reply(1, length: length), request(.announce, limit: 3), family)
    #expect(throws: ReplyFault.brokenPeer) {
      try check(reply(1, length: length - 1), request(.announce, limit: 3), family)
    }
    #expect(throws: ReplyFault.tooManyPeers) {
      try check(reply(1, length: length), request(.announce, limit: 2), family)
    }
    #expect(throws: ReplyFault.wrongLength) { try check(reply(1, length: 19), request(.announce), family) }
  }

  @Test("A scrape reply has an entry for each hash that was asked for")
  func scrape() throws {
    _ = try check(reply(2, length: 8 + 12 * 4), request(.scrape, limit: 4))
    #expect(throws: ReplyFault.wrongLength) { try check(reply(2, length: 8 + 12 * 3), request(.scrape, limit: 4)) }
  }

  @Test("Another action than the request's is a fault, a refusal is none", arguments: RequestKind.allCases)
  func actions(kind: RequestKind) throws {
    let other: UInt32 = kind == .scrape ? 1 : 2
    #expect(throws: ReplyFault.wrongAction) { try check(reply(other, length: 20), request(kind)) }
    #expect(try check(reply(3, length: 20), request(kind)) == .refusal)
  }

  @Test("Less than 8 bytes is no reply")
  func short() {
    #expect(ReplyCheck.transactionID(of: [0, 0, 0, 0, 0, 0, 0].span) == nil)
    #expect(throws: ReplyFault.tooShort) { try check([0, 0, 0], request(.connect)) }
    #expect(ReplyCheck.transactionID(of: [0, 0, 0, 1, 1, 2, 3, 4].span) == 0x0102_0304)
  }

  @Test("The text of a refusal cannot steer the terminal")
  func text() {
    let bytes = reply(3, length: 8) + [UInt8]("no\u{1b}[2J".utf8)
    #expect(ReplyCheck.text(of: bytes.span) == "no?[2J")
  }

  @Test("An announce that wants no peers is answered by a header alone")
  func noPeers() throws {
    #expect(try check(reply(1, length: 20), request(.announce)) == .answer(connectionID: 0))
    #expect(throws: ReplyFault.tooManyPeers) { try check(reply(1, length: 26), request(.announce)) }
  }

  @Test("Peers of the other family are a fault where their bytes do not fit")
  func otherFamily() throws {
    #expect(throws: ReplyFault.brokenPeer) {
      try check(reply(1, length: 20 + 2 * 6), request(.announce, limit: 9), .ipv6)
    }
    #expect(throws: ReplyFault.tooManyPeers) {
      try check(reply(1, length: 20 + 2 * 18), request(.announce, limit: 5), .ipv4)
    }
  }

  @Test("A byte more than the entries of a scrape is too much")
  func longScrape() {
    #expect(throws: ReplyFault.wrongLength) { try check(reply(2, length: 8 + 12 + 1), request(.scrape, limit: 1)) }
  }

  @Test("A refusal may have no text, and bytes that are no ASCII are not shown")
  func refusalTexts() throws {
    #expect(try check(reply(3, length: 8), request(.connect)) == .refusal)
    #expect(ReplyCheck.text(of: reply(3, length: 8).span) == "")
    #expect(ReplyCheck.text(of: (reply(3, length: 8) + [0x7e, 0x7f, 0xc3, 0xa9, 0, 0x20]).span) == "~???? ")
  }
}
