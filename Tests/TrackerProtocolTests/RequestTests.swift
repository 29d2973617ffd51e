// Tests of Request.swift.
import TestKit
import Testing
import TrackerProtocol

@Suite("The head of a request")
struct RequestTests {
  @Test("Its three fields are read where they are")
  func fields() {
    let bytes = Packet.header(id: 0x0123_4567_89ab_cdef, action: 0xfedc_ba98, transaction: 0x7654_3210).bytes
    let header = RequestHeader(bytes)
    #expect(header?.connectionID == 0x0123_4567_89ab_cdef)
    #expect(header?.actionCode == 0xfedc_ba98)
    #expect(header?.transactionID == 0x7654_3210)
  }

  @Test("Any bytes are read without harm; fewer than 16 are no request")
  func arbitraryBytes() {
    var chance = SeededGenerator(seed: 16)
    for length in Array(0...2_100) + notableLengths {
      let datagram = chance.optionBytes(length)
      #expect((RequestHeader(datagram) != nil) == (length >= 16))
    }
  }
}
