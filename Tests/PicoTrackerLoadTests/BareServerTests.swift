// Tests of how long the bare server's answers are.
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("The bare server")
struct BareServerTests {
  private func request(_ action: UInt8, length: Int, wanted: Int32 = 50) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    bytes[11] = action
    if length >= 98 {
      for place in 0..<4 { bytes[92 + place] = UInt8(truncatingIfNeeded: wanted >> (24 - 8 * Int32(place))) }
    }
    return bytes
  }

  @Test("A connect is answered by 16 bytes")
  func connect() { #expect(BareServer.replyLength(to: request(0, length: 16).span, .ipv4) == 16) }

  @Test("An announce is answered by as many peers as it wants, up to what fits a packet")
  func announce() {
    let length = { (wanted: Int32, family: AddressFamily) in
      BareServer.replyLength(to: request(1, length: 98, wanted: wanted).span, family)
    }
    #expect(length(0, .ipv4) == 20)
    #expect(length(50, .ipv4) == 320)
    #expect(length(-1, .ipv6) == 920)
    #expect(length(10_000, .ipv4) == 1220)
    #expect(length(10_000, .ipv6) == 1208)
  }

  @Test("A scrape is answered by an entry for each hash")
  func scrape() { #expect(BareServer.replyLength(to: request(2, length: 16 + 74 * 20).span, .ipv4) == 896) }

  @Test("What is no request is answered by nothing")
  func short() { #expect(BareServer.replyLength(to: [0].span, .ipv4) == 0) }

  @Test("The number wanted is capped by what fits a packet of the family, not before")
  func caps() {
    let length = { (wanted: Int32, family: AddressFamily) in
      BareServer.replyLength(to: request(1, length: 98, wanted: wanted).span, family)
    }
    #expect(length(199, .ipv4) == 20 + 199 * 6 && length(201, .ipv4) == 20 + 200 * 6)
    #expect(length(65, .ipv6) == 20 + 65 * 18 && length(67, .ipv6) == 20 + 66 * 18)
    #expect(length(.min, .ipv4) == 20 + 50 * 6)
  }

  @Test("Other actions get a connect's length, an announce that is cut off nothing")
  func others() {
    #expect(BareServer.replyLength(to: request(9, length: 40).span, .ipv6) == 16)
    #expect(BareServer.replyLength(to: request(1, length: 97).span, .ipv4) == 0)
    #expect(BareServer.replyLength(to: request(0, length: 15).span, .ipv4) == 0)
  }
}
