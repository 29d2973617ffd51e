// Tests of InfoHash.swift.
import Testing
import TrackerProtocol

@Suite("Info hashes")
struct InfoHashTests {
  @Test("The twenty bytes from the offset on are read")
  func reading() {
    let bytes = (0..<32).map { UInt8($0) }
    let infoHash = InfoHash(bytes, at: 5)
    #expect(infoHash.first == 0x0506_0708_090a_0b0c)
    #expect(infoHash.second == 0x0d0e_0f10_1112_1314)
    #expect(infoHash.third == 0x1516_1718)
    #expect(InfoHash.byteCount == 20)
  }

  @Test("Its text is forty lower-case digits")
  func text() {
    let infoHash = InfoHash(first: 0x0123_4567_89ab_cdef, second: 0xfedc_ba98_7654_3210, third: 0x0000_beef)
    #expect("\(infoHash)" == "0123456789abcdeffedcba98765432100000beef")
  }

  @Test("Hashes that differ in one bit are different")
  func equality() {
    let base = InfoHash(first: 0, second: 0, third: 0)
    #expect(base == InfoHash(Array(repeating: UInt8(0), count: 20), at: 0))
    for bit in 0..<160 {
      var bytes = Array(repeating: UInt8(0), count: 20)
      bytes[bit / 8] = 1 << UInt8(bit % 8)
      #expect(InfoHash(bytes, at: 0) != base)
    }
  }
}
