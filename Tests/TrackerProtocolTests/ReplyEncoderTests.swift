// Tests of ReplyEncoder.swift: each reply is read back by a decoder of its own.
import Testing
import TrackerProtocol

@Suite("Replies")
struct ReplyEncoderTests {
  @Test("A connect reply is 16 bytes: action 0, transaction id, connection id")
  func connect() {
    let reply = written(64) {
      ReplyEncoder.connect(connectionID: 0xfedc_ba98_7654_3210, transactionID: 0x8000_0001, into: &$0)
    }
    #expect(reply.count == WireFormat.connectReplyLength)
    #expect(reply.bigEndianUInt32(at: 0) == 0)
    #expect(reply.bigEndianUInt32(at: 4) == 0x8000_0001)
    #expect(reply.bigEndianUInt64(at: 8) == 0xfedc_ba98_7654_3210)
  }

  @Test("An announce reply opens with 20 bytes: leechers before seeders")
  func announce() {
    let reply = written(64) { reply in
      ReplyEncoder.announceHeader(interval: 1_800, leechers: 2, seeders: .max, transactionID: 5, into: &reply)
      return WireFormat.announceReplyHeaderLength
    }
    let words = (0..<5).map { reply.bigEndianUInt32(at: 4 * $0) }
    #expect(words == [1, 5, 1_800, 2, .max])
  }

  @Test("A scrape entry is seeders, completed, leechers, each at its place", arguments: [1, 2, 74])
  func scrape(count: Int) {
    let length = WireFormat.scrapeReplyHeaderLength + count * WireFormat.scrapeEntryLength
    let reply = written(length) { reply in
      ReplyEncoder.scrapeHeader(transactionID: 77, into: &reply)
      for index in (0..<count).reversed() {
        let number = UInt32(index)
        ReplyEncoder.scrapeEntry(seeders: number, completed: number + 1_000, leechers: ~number, at: index, into: &reply)
      }
      return length
    }
    #expect(reply.bigEndianUInt32(at: 0) == 2)
    #expect(reply.bigEndianUInt32(at: 4) == 77)
    for index in 0..<count {
      let words = (0..<3).map { reply.bigEndianUInt32(at: 8 + 12 * index + 4 * $0) }
      #expect(words == [UInt32(index), UInt32(index + 1_000), ~UInt32(index)])
    }
  }

  @Test(
    "An error is its text to the end of the packet, without a NUL", arguments: ["", "x", "port 0 cannot be reached"])
  func error(text: String) {
    let reply = written(64) { ReplyEncoder.error(text, transactionID: 9, into: &$0) }
    #expect(reply.count == WireFormat.errorReplyHeaderLength + text.utf8.count)
    #expect(reply.bigEndianUInt32(at: 0) == 3)
    #expect(reply.bigEndianUInt32(at: 4) == 9)
    #expect(Array(reply.dropFirst(8)) == Array(text.utf8))
  }

  @Test("A transaction id is echoed bit by bit")
  func transactionIDs() {
    for bit in 0..<32 as Range<UInt32> {
      let reply = written(16) { ReplyEncoder.connect(connectionID: 1, transactionID: 1 << bit, into: &$0) }
      #expect(reply.bigEndianUInt32(at: 4) == 1 << bit)
    }
  }
}
