// Tests of WireFormat.swift: the numbers as BEP 15 prints them.
import Testing
import TrackerProtocol

@Suite("The numbers of BEP 15")
struct WireFormatTests {
  @Test("The magic is the one all clients send")
  func magic() {
    #expect(WireFormat.connectMagic == 4_497_486_125_440)
  }

  @Test("Lengths are the sums of their fields")
  func lengths() {
    #expect(WireFormat.requestHeaderLength == 8 + 4 + 4)
    #expect(WireFormat.connectReplyLength == 4 + 4 + 8)
    #expect(WireFormat.announceRequestLength == 16 + 20 + 20 + 3 * 8 + 4 * 4 + 2)
    #expect(WireFormat.announceReplyHeaderLength == 5 * 4)
    #expect(WireFormat.scrapeReplyHeaderLength == 2 * 4)
    #expect(WireFormat.scrapeEntryLength == 3 * 4)
    #expect(WireFormat.errorReplyHeaderLength == 2 * 4)
  }

  @Test("A scrape of the most hashes has 1 496 bytes")
  func scrapeCount() {
    #expect(WireFormat.maximumScrapeCount == 74)
    #expect(WireFormat.requestHeaderLength + WireFormat.maximumScrapeCount * InfoHash.byteCount == 1_496)
  }

  @Test("Actions have their codes, and there is no fifth")
  func actions() {
    #expect([Action.connect, .announce, .scrape, .error].map(\.rawValue) == [0, 1, 2, 3])
    #expect(Action(rawValue: 4) == nil)
  }
}
