// Tests of AnnounceOptions.swift.
import TestKit
import Testing
import TrackerProtocol

@Suite("The options behind an announce")
struct AnnounceOptionsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var options: [UInt8]
    var urlData: String
  }

  static let cases = [
    Case(testDescription: "none", options: [], urlData: ""),
    Case(testDescription: "the two zeros of aria2", options: [0, 0], urlData: ""),
    Case(testDescription: "a path", options: [2, 2, 0x2f, 0x61], urlData: "/a"),
    Case(testDescription: "a path and an end", options: [2, 2, 0x2f, 0x61, 0, 2, 1, 0x62], urlData: "/a"),
    Case(testDescription: "an empty path", options: [2, 0], urlData: ""),
    Case(testDescription: "two parts", options: [2, 2, 0x2f, 0x61, 2, 1, 0x62], urlData: "/ab"),
    Case(testDescription: "parts around an empty one", options: [2, 1, 0x2f, 2, 0, 2, 1, 0x62], urlData: "/b"),
    Case(testDescription: "no operations", options: [1, 1, 1, 2, 1, 0x2f, 1], urlData: "/"),
    Case(testDescription: "an unknown option", options: [0x7f, 3, 2, 1, 0x61, 2, 1, 0x2f], urlData: "/"),
    Case(testDescription: "an unknown option without data", options: [0xff, 0, 2, 1, 0x2f], urlData: "/"),
    Case(testDescription: "a code without a length", options: [2], urlData: ""),
    Case(testDescription: "a length past the end", options: [2, 2, 0x2f], urlData: ""),
    Case(testDescription: "a path before a length past the end", options: [2, 1, 0x2f, 2, 9, 0x61], urlData: "/"),
    Case(testDescription: "an unknown option past the end", options: [2, 1, 0x2f, 9, 255], urlData: "/"),
    Case(testDescription: "an end at once", options: [0, 2, 1, 0x2f], urlData: ""),
  ]

  @Test("URLData is joined, everything else skipped", arguments: cases)
  func urlData(example: Case) {
    let datagram = Packet.announce(options: example.options).bytes
    #expect(AnnounceOptions.urlData(of: datagram) == Array(example.urlData.utf8))
  }

  @Test("The longest option is read whole")
  func longest() {
    let path = Array(repeating: UInt8(0x61), count: 255)
    let datagram = Packet.announce(options: [2, 255] + path + [2, 255] + path).bytes
    #expect(AnnounceOptions.urlData(of: datagram) == path + path)
  }

  @Test("Any bytes are read without harm, and never give more than there was")
  func arbitraryBytes() {
    var chance = SeededGenerator(seed: 41)
    for length in Array(0...2_100) + notableLengths {
      let datagram = chance.optionBytes(length)
      let urlData = AnnounceOptions.urlData(of: datagram)
      guard urlData.count <= max(0, length - 100) else {
        Issue.record("\(urlData.count) bytes of URL in a datagram of \(length)")
        return
      }
    }
  }

  @Test("Options that a client writes are read back")
  func roundTrip() {
    var chance = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var options: [UInt8] = []
      var due: [UInt8] = []
      for _ in 0..<Int.random(in: 0...6, using: &chance) {
        let code = UInt8.random(in: 1...5, using: &chance)
        options.append(code)
        if code == 1 { continue }
        let data = chance.optionBytes(Int.random(in: 0...40, using: &chance))
        options.append(UInt8(data.count))
        options += data
        if code == 2 { due += data }
      }
      #expect(AnnounceOptions.urlData(of: Packet.announce(options: options).bytes) == due)
    }
  }
}
