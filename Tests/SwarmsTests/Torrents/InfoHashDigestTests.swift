// Tests of InfoHashDigest.swift.
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The digest of an info hash")
struct InfoHashDigestTests {
  private func digest(_ number: Int) -> InfoHashDigest { InfoHashDigest(.sample(number), key: .sample) }

  @Test("Torrents spread evenly over tables and over the segments of one table")
  func spreadsOverTables() {
    var tables = Array(repeating: 0, count: SwarmLimits.tableCount)
    var segments = Array(repeating: 0, count: SwarmLimits.segmentCount)
    for number in 0..<20_000 {
      tables[digest(number).table] += 1
      segments[digest(number).segment] += 1
    }
    #expect(ChiSquare(of: tables).isPlausible)
    #expect(ChiSquare(of: segments).isPlausible)
  }

  @Test("Torrents of one segment spread evenly over its slots", arguments: [4, 5, 64, 100, 1_000])
  func spreadsOverSlots(capacity: Int) {
    var slots = Array(repeating: 0, count: capacity)
    for number in 0..<capacity * 20 { slots[digest(number).slot(in: capacity)] += 1 }
    #expect(ChiSquare(of: slots).isPlausible)
  }

  @Test("Table, segment and slot are independent of each other")
  func independence() {
    var pairs = Array(repeating: 0, count: 16 * 16)
    for number in 0..<20_000 {
      let digest = digest(number)
      pairs[digest.segment % 16 * 16 + digest.slot(in: 16)] += 1
    }
    #expect(ChiSquare(of: pairs).isPlausible)
  }

  @Test("Every bit of the info hash and the key count")
  func everythingCounts() {
    let base = InfoHash(first: 0, second: 0, third: 0)
    var digests: [UInt64] = [InfoHashDigest(base, key: .sample).value, InfoHashDigest(base, key: SipKey(0, 0)).value]
    for bit in 0..<64 as Range<UInt64> {
      digests.append(InfoHashDigest(InfoHash(first: 1 << bit, second: 0, third: 0), key: .sample).value)
      digests.append(InfoHashDigest(InfoHash(first: 0, second: 1 << bit, third: 0), key: .sample).value)
    }
    for bit in 0..<32 as Range<UInt32> {
      digests.append(InfoHashDigest(InfoHash(first: 0, second: 0, third: 1 << bit), key: .sample).value)
    }
    #expect(Set(digests).count == digests.count)
  }

  @Test("The digest is SipHash-1-3 of the three words of an info hash")
  func reference() {
    let infoHash = InfoHash(first: 0x0123_4567_89ab_cdef, second: 0xfedc_ba98_7654_3210, third: 0xdead_beef)
    #expect(InfoHashDigest(infoHash, key: .sample).value == 0x5ca2_cbd1_be2c_54c8)
    #expect(InfoHashDigest(infoHash, key: .sample).table == 0x5c >> 2)
    #expect(InfoHashDigest(infoHash, key: .sample).segment == 0x5ca2 >> 6 & 0xf)
  }
}
