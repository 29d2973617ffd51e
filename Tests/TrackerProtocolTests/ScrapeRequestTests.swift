// Tests of ScrapeRequest.swift.
import TestKit
import Testing
import TrackerProtocol

@Suite("A scrape")
struct ScrapeRequestTests {
  @Test(
    "Whole hashes count, up to 74; what is left over does not",
    arguments: [
      (16, 0), (17, 0), (35, 0), (36, 1), (37, 1), (55, 1), (56, 2), (1_475, 72), (1_476, 73), (1_495, 73), (1_496, 74),
      (1_497, 74), (1_516, 74), (2_048, 74), (65_507, 74),
    ])
  func counts(length: Int, count: Int) {
    let bytes = Array(repeating: UInt8(1), count: length)
    #expect(ScrapeRequest.count(in: bytes) == count)
  }

  @Test("Hashes are read back in the order they were asked, duplicates too", arguments: [1, 2, 73, 74])
  func roundTrip(count: Int) {
    var packet = Packet.header(action: 2)
    let hashes = (0..<count).map { InfoHash(first: UInt64($0 / 2), second: 7, third: 9) }
    for infoHash in hashes { packet.append(infoHash) }
    packet.bytes += [1, 2, 3]
    let read = (0..<ScrapeRequest.count(in: packet.bytes)).map { index in
      ScrapeRequest.infoHash(at: index, in: packet.bytes)
    }
    #expect(read == hashes)
  }

  @Test("Any bytes are read without harm, and the reply to them has a legal length")
  func arbitraryBytes() {
    var chance = SeededGenerator(seed: 74)
    for length in Array(0...2_100) + notableLengths {
      let datagram = chance.optionBytes(length)
      let count = ScrapeRequest.count(in: datagram)
      #expect(count == min(74, max(0, length - 16) / 20))
      for index in 0..<count {
        let infoHash = ScrapeRequest.infoHash(at: index, in: datagram)
        #expect(UInt8(truncatingIfNeeded: infoHash.third) == datagram[16 + 20 * index + 19])
      }
      let reply = WireFormat.scrapeReplyHeaderLength + count * WireFormat.scrapeEntryLength
      #expect(
        reply <= max(length, WireFormat.scrapeReplyHeaderLength), "a scrape's reply is never longer than the scrape")
    }
  }
}
