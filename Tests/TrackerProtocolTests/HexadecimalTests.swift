// Tests of Hexadecimal.swift.
import TestKit
import Testing
import TrackerProtocol

@Suite("Hexadecimal text")
struct HexadecimalTests {
  @Test("Digits are lower-case and padded with zeros")
  func digits() {
    #expect(Hexadecimal.digits(of: 0x0123_4567_89ab_cdef, count: 16) == "0123456789abcdef")
    #expect(Hexadecimal.digits(of: 0xf, count: 4) == "000f")
    #expect(Hexadecimal.digits(of: .max, count: 16) == "ffffffffffffffff")
  }

  @Test("Fewer digits than the number has are its lowest")
  func lowestDigits() {
    #expect(Hexadecimal.digits(of: 0xabcd, count: 2) == "cd")
    #expect(Hexadecimal.digits(of: 0xabcd, count: 0) == "")
  }

  @Test("They agree with the standard library")
  func agrees() {
    var chance = SeededGenerator(seed: 16)
    for _ in 0..<500 {
      let value = chance.next()
      #expect(UInt64(Hexadecimal.digits(of: value, count: 16), radix: 16) == value)
    }
  }
}
