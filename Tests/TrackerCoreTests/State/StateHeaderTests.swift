// Tests of StateHeader.swift.
import Swarms
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("The header of a saved state")
struct StateHeaderTests {
  /// Version 1, written down once with another implementation of XXH64; no later version of pico-tracker may change what it means.
  static let version1 =
    "5049434f 54524b52 00000001 00000080 "
    + "00000000 00000988 0a0b0c0d 00000000 "
    + "00000102 03040506 11121314 15161718 "
    + "21222324 25262728 00112233 44556677 "
    + "8899aabb ccddeeff 01234567 89abcdef "
    + "fedcba98 76543210 00000000 00003132 "
    + "00000000 00004142 00000000 00005152 "
    + "00000000 00000000 4f388274 e076da56"

  static let length = 0x0988
  /// A state of the length that the header says; what the sections say is of no matter to the header.
  static var state: [UInt8] { bytes(version1) + [UInt8](repeating: 0xcc, count: length - StateHeader.length) }

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = Array(text.filter { $0 != " " })
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! }
  }

  /// A state whose header was changed, with a checksum that fits again.
  private func changed(at offset: Int, to value: [UInt8]) -> [UInt8] {
    var state = Self.state
    state.replaceSubrange(offset..<offset + value.count, with: value)
    let sum = XXHash64.hash(state.span.extracting(0..<120))
    state.replaceSubrange(120..<128, with: RequestBytes.bytes(of: sum))
    return state
  }

  private func flaw(_ state: [UInt8]) -> StateFlaw? {
    do throws(StateFlaw) {
      _ = try StateHeader(state.span)
      return nil
    } catch { return error }
  }

  private func header(
    torrents: Int = 0x3132, ipv4Peers: Int = 0x4142, ipv6Peers: Int = 0x5152
  ) -> StateHeader {
    StateHeader(
      moment: .sample, secret: TestTracker.secret,
      digestKey: SipKey(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210),
      totals: SwarmTotals(torrents: torrents, ipv4Peers: ipv4Peers, ipv6Peers: ipv6Peers), sections: 0x0a0b_0c0d,
      totalLength: UInt64(Self.length))
  }

  @Test("is written as version 1 lays it out, byte by byte")
  func layout() {
    #expect(header().bytes == Self.bytes(Self.version1))
    #expect(StateHeader.version == 1 && StateHeader.length == 128)
  }

  @Test("of version 1 is read field by field")
  func fields() throws {
    let read = try StateHeader(Self.state.span)
    #expect(read.moment == .sample)
    #expect(read.secret.words == TestTracker.secret.words)
    #expect(read.digestKey.words == (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210))
    #expect(read.totals == SwarmTotals(torrents: 0x3132, ipv4Peers: 0x4142, ipv6Peers: 0x5152))
    #expect(read.sections == 0x0a0b_0c0d && read.totalLength == 0x0988)
  }

  @Test("of a state without swarms is a state by itself")
  func empty() throws {
    let written = StateHeader(moment: .sample, secret: TestTracker.secret, digestKey: SipKey(1, 2))
    let read = try StateHeader(written.bytes.span)
    #expect(read.bytes == written.bytes)
    #expect(read.sections == 0 && read.totals == SwarmTotals() && read.totalLength == 128)
  }

  @Test("that says more peers than can be counted is read all the same")
  func manyPeers() throws {
    let read = try StateHeader(changed(at: 88, to: Array(repeating: 0xff, count: 24)).span)
    #expect(read.totals == SwarmTotals(torrents: .max, ipv4Peers: .max, ipv6Peers: .max))
  }

  @Test("is foreign if it does not begin as one")
  func foreign() {
    #expect(flaw([]) == .foreign)
    #expect(flaw(Array(repeating: 0, count: 4096)) == .foreign)
    for length in 0..<16 { #expect(flaw(Array(Self.state.prefix(length))) == .foreign) }
    for bit in 0..<64 {
      var state = Self.state
      state[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(flaw(state) == .foreign)
    }
  }

  @Test(
    "of another version is told by its version, however long it is", arguments: [0, 2, 256, 0xffff_ffff] as [UInt32])
  func version(version: UInt32) {
    let state = changed(at: 8, to: RequestBytes.bytes(of: version))
    #expect(flaw(state) == .version(version))
    // Another version may have another checksum, and another length.
    var other = state
    other[127] ^= 1
    #expect(flaw(other) == .version(version))
    #expect(flaw(Array(state.prefix(16))) == .version(version))
    #expect(flaw(state + [0]) == .version(version))
  }

  @Test("tells where the state is cut off, at any length")
  func truncated() {
    for length in 16..<Self.length { #expect(flaw(Array(Self.state.prefix(length))) == .truncated) }
  }

  @Test("tells where the state goes on behind its end", arguments: [1, 24, 4096])
  func oversized(count: Int) {
    #expect(flaw(Self.state + [UInt8](repeating: 0, count: count)) == .oversized)
  }

  @Test("tells of every flipped bit behind the version")
  func damaged() {
    for bit in 12 * 8..<128 * 8 {
      var state = Self.state
      state[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(flaw(state) == .damagedHeader)
    }
  }

  @Test("is damaged if it has another length than the version has", arguments: [0, 127, 129, 0xffff_ffff] as [UInt32])
  func headerLength(length: UInt32) {
    #expect(flaw(changed(at: 12, to: RequestBytes.bytes(of: length))) == .damagedHeader)
  }

  @Test("of any length that is not the state's is refused", arguments: [0, 127, 1 << 63, .max] as [UInt64])
  func totalLength(length: UInt64) {
    let due: StateFlaw = length < Self.length ? .oversized : .truncated
    #expect(flaw(changed(at: 16, to: RequestBytes.bytes(of: length))) == due)
  }
}
