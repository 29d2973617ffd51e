// Tests of SnapshotSection.swift.
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A section of a snapshot")
struct SnapshotSectionTests {
  private static let payload = Array("a payload of some bytes".utf8)
  private let section = SnapshotSection(table: 63, segment: 15, torrents: 0x0102_0304, payload: payload)

  @Test("has a header of 24 bytes that is laid out as documented")
  func layout() {
    let payload = Self.payload
    let sum = XXHash64.hash(payload.span, seed: 0x003f_000f_0102_0304)
    let checksum = (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64(56 - 8 * $0)) }
    #expect(section.header == [0, 63, 0, 15, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 23] + checksum)
    #expect(SnapshotSection.headerLength == 24)
  }

  @Test("is read back as it was written, wherever it stands")
  func roundTrip() {
    for shift in [0, 1, 24] {
      let bytes = Array(repeating: 0xff, count: shift) + section.header + Self.payload
      let read = SnapshotSection(bytes, at: shift)
      #expect(read == section)
      #expect(read?.matches(Self.payload) == true)
    }
  }

  @Test("is none where it does not fit")
  func doesNotFit() {
    let bytes = section.header + Self.payload
    for length in bytes.indices { #expect(SnapshotSection(Array(bytes.prefix(length)), at: 0) == nil) }
    for offset in [-1, -24, .min, 24, 47, 48, 1000, .max] {
      #expect(SnapshotSection(bytes, at: offset) == nil)
    }
  }

  @Test(
    "is none of a length beyond all memory",
    arguments: [24, 1 << 32, 1 << 62, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, .max] as [UInt64])
  func longPayload(length: UInt64) {
    var bytes = section.header + Self.payload
    for index in 0..<8 { bytes[8 + index] = UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * index)) }
    #expect(SnapshotSection(bytes, at: 0) == nil)
  }

  @Test("is none of a table or a segment that no tracker has", arguments: [(64, 0), (0, 16), (0xffff, 0xffff)])
  func outside(table: Int, segment: Int) {
    let section = SnapshotSection(table: table, segment: segment, torrents: 0, payload: [UInt8]())
    #expect(SnapshotSection(section.header, at: 0) == nil)
  }

  @Test("notices every flipped bit of its payload and of its header")
  func flippedBits() {
    let bytes = section.header + Self.payload
    for bit in 0..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = SnapshotSection(damaged, at: 0) else { continue }
      let payload = Array(damaged[24..<24 + read.length])
      #expect(!read.matches(payload), "bit \(bit)")
    }
  }
}

@Suite("A torrent's record in a snapshot")
struct SnapshotRecordTests {
  private static func bytes(of record: SnapshotRecord) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xee, count: SnapshotRecord.length + 2)
    var elements = bytes.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var span = unsafe elements.mutableBytes
    record.write(into: &span, at: 1)
    #expect(bytes.first == 0xee && bytes.last == 0xee)
    return Array(bytes[1...SnapshotRecord.length])
  }

  @Test("is laid out as documented, and read back")
  func layout() {
    let infoHash = InfoHash(first: 0x0001_0203_0405_0607, second: 0x0809_0a0b_0c0d_0e0f, third: 0x1011_1213)
    let small = SnapshotRecord(
      infoHash: infoHash, completed: 0xa1a2_a3a4, ipv4: SnapshotPeers(leechers: 0x21, seeders: 0x22),
      ipv6: SnapshotPeers(leechers: 0x23, seeders: 0x24))
    let hash = Array(0...0x13) as [UInt8]
    #expect(Self.bytes(of: small) == hash + [0xa1, 0xa2, 0xa3, 0xa4, 0, 0x21, 0x22, 0x23, 0x24, 0, 0, 0])
    var large = small
    large.ipv6 = SnapshotPeers(areInRuns: true)
    #expect(Self.bytes(of: large) == hash + [0xa1, 0xa2, 0xa3, 0xa4, 2, 0x21, 0x22, 0, 0, 0, 0, 0])
    large.ipv4 = SnapshotPeers(areInRuns: true)
    #expect(Self.bytes(of: large) == hash + [0xa1, 0xa2, 0xa3, 0xa4, 3, 0, 0, 0, 0, 0, 0, 0])
    for record in [small, large] { #expect(SnapshotRecord(Self.bytes(of: record)) == record) }
  }

  /// A record whose last eight bytes are these.
  private func isRead(_ end: [UInt8]) -> Bool {
    SnapshotRecord((Array(repeating: 1, count: 24) + end)) != nil
  }

  @Test("of a torrent that nobody is in has the tick at which the swarm emptied")
  func nobody() {
    let record = SnapshotRecord(
      infoHash: .sample(1), ofNobodyIn: TorrentSwarm(completed: 0xa1a2_a3a4, emptiedAt: Tick(steps: 0x0102_0304)))
    #expect(Self.bytes(of: record).suffix(12) == [0xa1, 0xa2, 0xa3, 0xa4, 4, 1, 2, 3, 4, 0, 0, 0])
    #expect(SnapshotRecord(Self.bytes(of: record)) == record)
    #expect(record.emptiedAt == Tick(steps: 0x0102_0304) && record.ipv4.isNobody && record.ipv6.isNobody)
    #expect(isRead([4, 0, 0, 0, 0, 0, 0, 0]) && isRead([4, 255, 255, 255, 255, 0, 0, 0]))
    for index in 5...7 {
      var end: [UInt8] = [4, 1, 2, 3, 4, 0, 0, 0]
      end[index] = 1
      #expect(!isRead(end), "something in the bytes that are 0")
    }
    let uncounted = TorrentSwarm(completed: 0, emptiedAt: Tick(steps: 1))
    #expect(SnapshotRecord(Self.bytes(of: SnapshotRecord(infoHash: .sample(1), ofNobodyIn: uncounted))) == nil)
  }

  @Test("is none if no tracker writes it")
  func impossible() {
    #expect(isRead([0, 1, 0, 0, 0, 0, 0, 0]))
    #expect(isRead([1, 0, 0, 0, 0, 0, 0, 0]))
    #expect(isRead([0, 255, 0, 0, 255, 0, 0, 0]))
    #expect(!isRead([0, 0, 0, 0, 0, 0, 0, 0]), "nobody at all")
    #expect(!isRead([0, 255, 1, 0, 0, 0, 0, 0]), "256 peers in a block")
    #expect(!isRead([0, 0, 0, 128, 128, 0, 0, 0]), "256 peers in a block")
    for flags: UInt8 in 5...255 { #expect(!isRead([flags, 1, 0, 1, 0, 0, 0, 0]), "an unknown flag") }
    for index in 1...2 {
      var (ipv4, ipv6): ([UInt8], [UInt8]) = ([1, 0, 0, 1, 0, 0, 0, 0], [2, 1, 0, 0, 0, 0, 0, 0])
      ipv4[index] = 1
      ipv6[index + 2] = 1
      #expect(!isRead(ipv4) && !isRead(ipv6), "in runs and in numbers")
    }
    for index in 5...7 {
      var end: [UInt8] = [0, 1, 0, 0, 0, 0, 0, 0]
      end[index] = 1
      #expect(!isRead(end), "something in the bytes that are 0")
    }
  }
}
