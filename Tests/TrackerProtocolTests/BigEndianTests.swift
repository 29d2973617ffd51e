// Tests of BigEndian.swift.
import Testing
import TrackerProtocol

@Suite("Integers on the wire")
struct BigEndianTests {
  private let bytes: [UInt8] = [0, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xff]

  @Test("The most significant byte comes first, at any offset")
  func reading() {
    #expect(bytes.bigEndianUInt16(at: 0) == 0x0001)
    #expect(bytes.bigEndianUInt16(at: 8) == 0xefff)
    #expect(bytes.bigEndianUInt32(at: 1) == 0x0123_4567)
    #expect(bytes.bigEndianUInt32(at: 6) == 0xabcd_efff)
    #expect(bytes.bigEndianUInt64(at: 1) == 0x0123_4567_89ab_cdef)
    #expect(bytes.bigEndianUInt64(at: 2) == 0x2345_6789_abcd_efff)
  }

  @Test("What is written is read back, at any offset, and the neighbours stay")
  func writing() {
    for offset in 0..<9 {
      let long = written(20) { reply in
        for index in 0..<20 { reply.storeBytes(of: UInt8(0x77), toByteOffset: index, as: UInt8.self) }
        reply.storeBigEndian(UInt64(0x0123_4567_89ab_cdef), at: offset)
        reply.storeBigEndian(UInt16(0xfedc), at: offset + 9)
        return 20
      }
      #expect(long.bigEndianUInt64(at: offset) == 0x0123_4567_89ab_cdef)
      #expect(long[offset + 8] == 0x77)
      #expect(long.bigEndianUInt16(at: offset + 9) == 0xfedc)
      #expect(long.prefix(offset).allSatisfy { $0 == 0x77 })
      #expect(long.suffix(from: offset + 11).allSatisfy { $0 == 0x77 })
    }
  }

  @Test("What is appended comes most significant byte first, behind what is there")
  func appending() {
    var bytes: [UInt8] = [0xee]
    bytes.appendBigEndian(UInt8(0xff))
    bytes.appendBigEndian(UInt16(0x0123))
    bytes.appendBigEndian(UInt32(0x89ab_cdef))
    bytes.appendBigEndian(UInt64(0xfedc_ba98_7654_3210))
    bytes.appendBigEndian(Int16(-2))
    #expect(
      bytes == [
        0xee, 0xff, 0x01, 0x23, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10, 0xff, 0xfe,
      ])
  }

  @Test("Reading past the end stops the program rather than reading on")
  func pastTheEnd() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3]
      _ = bytes.bigEndianUInt32(at: 0)
    }
  }
}
