// Tests of SnapshotHeader.swift.
import Hashing
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@testable import Snapshots

@Suite("The header of a snapshot")
struct SnapshotHeaderTests {
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

  /// Version 2, likewise.
  static let version2 =
    "5049434f 54524b52 00000002 00000080 "
    + "00000000 00000988 0a0b0c0d 00000000 "
    + "00000102 03040506 11121314 15161718 "
    + "21222324 25262728 00112233 44556677 "
    + "8899aabb ccddeeff 01234567 89abcdef "
    + "fedcba98 76543210 00000000 00000000 "
    + "00000000 00000000 00000000 00000000 "
    + "00000000 00000000 6eb05deb a20fec4e"

  static let length = 0x0988
  /// A snapshot of the length that the header says; what the sections say is of no matter to the header.
  static var snapshot: [UInt8] { bytes(version2) + [UInt8](repeating: 0xcc, count: length - SnapshotHeader.length) }

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = Array(text.filter { $0 != " " })
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! }
  }

  /// A snapshot whose header was changed, with a checksum that fits again.
  private func changed(at offset: Int, to value: [UInt8]) -> [UInt8] {
    var snapshot = Self.snapshot
    snapshot.replaceSubrange(offset..<offset + value.count, with: value)
    let sum = XXHash64.hash(snapshot.span.extracting(0..<120))
    snapshot.replaceSubrange(120..<128, with: RequestBytes.bytes(of: sum))
    return snapshot
  }

  private func flaw(_ snapshot: [UInt8]) -> SnapshotFlaw? {
    do throws(SnapshotFlaw) {
      _ = try SnapshotHeader(snapshot.span)
      return nil
    } catch { return error }
  }

  private func header() -> SnapshotHeader {
    SnapshotHeader(
      moment: .sample, secret: TestTracker.secret,
      digestKey: SipKey(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210), sections: 0x0a0b_0c0d,
      totalLength: UInt64(Self.length))
  }

  @Test("is written as version 2 lays it out, byte by byte, but for the version's number")
  func layout() {
    #expect(header().bytes == Array(changed(at: 8, to: [0, 0, 0, 3]).prefix(128)))
    #expect(SnapshotHeader.version == 3 && SnapshotHeader.length == 128)
  }

  @Test("is read field by field, of every version", arguments: [UInt8(1), 2, 3])
  func fields(version: UInt8) throws {
    var snapshot = changed(at: 8, to: [0, 0, 0, version])
    if version == 1 { snapshot.replaceSubrange(..<SnapshotHeader.length, with: Self.bytes(Self.version1)) }
    let read = try SnapshotHeader(snapshot.span)
    #expect(read.moment.tracker == SnapshotMoment.sample.tracker)
    #expect(read.moment.realtimeMilliseconds == SnapshotMoment.sample.realtimeMilliseconds)
    // Version 1 had another clock there, which stands still while the machine sleeps.
    #expect(read.moment.boottimeMilliseconds == (version == 1 ? nil : SnapshotMoment.sample.boottimeMilliseconds))
    #expect(read.secret.words == TestTracker.secret.words)
    #expect(read.digestKey.words == (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210))
    #expect(read.sections == 0x0a0b_0c0d && read.totalLength == 0x0988)
  }

  @Test("of a snapshot without swarms is a snapshot by itself")
  func empty() throws {
    let written = SnapshotHeader(moment: .sample, secret: TestTracker.secret, digestKey: SipKey(1, 2))
    let read = try SnapshotHeader(written.bytes.span)
    #expect(read.bytes == written.bytes)
    #expect(read.sections == 0 && read.totalLength == 128)
  }

  @Test("is foreign if it does not begin as one")
  func foreign() {
    #expect(flaw([]) == .foreign)
    #expect(flaw(Array(repeating: 0, count: 4096)) == .foreign)
    for length in 0..<16 { #expect(flaw(Array(Self.snapshot.prefix(length))) == .foreign) }
    for bit in 0..<64 {
      var snapshot = Self.snapshot
      snapshot[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(flaw(snapshot) == .foreign)
    }
  }

  @Test(
    "of another version is told by its version, however long it is", arguments: [0, 4, 256, 0xffff_ffff] as [UInt32])
  func version(version: UInt32) {
    let snapshot = changed(at: 8, to: RequestBytes.bytes(of: version))
    #expect(flaw(snapshot) == .version(version))
    // Another version may have another checksum, and another length.
    var other = snapshot
    other[127] ^= 1
    #expect(flaw(other) == .version(version))
    #expect(flaw(Array(snapshot.prefix(16))) == .version(version))
    #expect(flaw(snapshot + [0]) == .version(version))
  }

  @Test("tells where the snapshot is cut off, at any length")
  func truncated() {
    for length in 16..<Self.length { #expect(flaw(Array(Self.snapshot.prefix(length))) == .truncated) }
  }

  @Test("tells where the snapshot goes on behind its end", arguments: [1, 24, 4096])
  func oversized(count: Int) {
    #expect(flaw(Self.snapshot + [UInt8](repeating: 0, count: count)) == .oversized)
  }

  @Test("tells of every flipped bit behind the version")
  func damaged() {
    for bit in 12 * 8..<128 * 8 {
      var snapshot = Self.snapshot
      snapshot[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(flaw(snapshot) == .damagedHeader)
    }
  }

  @Test("is damaged if it has another length than the version has", arguments: [0, 127, 129, 0xffff_ffff] as [UInt32])
  func headerLength(length: UInt32) {
    #expect(flaw(changed(at: 12, to: RequestBytes.bytes(of: length))) == .damagedHeader)
  }

  @Test("of any length that is not the snapshot's is refused", arguments: [0, 127, 1 << 63, .max] as [UInt64])
  func totalLength(length: UInt64) {
    let due: SnapshotFlaw = length < Self.length ? .oversized : .truncated
    #expect(flaw(changed(at: 16, to: RequestBytes.bytes(of: length))) == due)
  }
}
