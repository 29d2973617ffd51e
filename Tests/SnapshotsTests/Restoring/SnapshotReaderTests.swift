// Tests of SnapshotReader.swift.
import Hashing
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@testable import Snapshots

@Suite("The swarms of a snapshot")
struct SnapshotReaderTests {
  /// A tracker with torrents in many tables, and one large swarm.
  private static func makeTracker(torrents: Int = 300) -> TestTracker {
    let tracker = TestTracker(at: Instant(seconds: 10_000))
    for torrent in 0..<torrents {
      tracker.announce(.leecher(torrent), from: .ipv4(torrent))
      if torrent % 3 == 0 { tracker.announce(.completed(torrent), from: .ipv6(torrent)) }
    }
    for client in 0..<150 { tracker.announce(.seeder(torrents), from: .ipv6(client)) }
    return tracker
  }

  private static let snapshot = WrittenSnapshot(of: makeTracker().store, at: .sample)

  private func scrapes(_ store: SingleThreadedStore) -> [ScrapeEntry]? {
    let tracker = TestTracker(store: store, at: Instant(seconds: 10_000))
    return (0..<5).reduce(into: [ScrapeEntry]()) { entries, part in
      entries += tracker.scrape((0..<62).map { RequestBytes.torrent(62 * part + $0) }) ?? []
    }
  }

  @Test("come back into the tables, in one share or in several", arguments: [1, 2, 3, 7, 64, 100])
  func shares(count: Int) throws {
    let bytes = Self.snapshot.bytes
    let store = try WrittenSnapshot.restore(bytes, shares: count)
    #expect(store.totals == Self.makeTracker().store.totals && store.totals.torrents == 301)
    #expect(scrapes(store) == scrapes(Self.makeTracker().store))
    // Each of these tables has few torrents, so that the sections have the same bytes again but for their order.
    let again = WrittenSnapshot(of: store, at: .sample)
    #expect(again.bytes.count == bytes.count)
    #expect(again.sections.map(\.torrents) == Self.snapshot.sections.map(\.torrents))
  }

  @Test("of one share touch that share's tables alone")
  func oneShare() throws {
    let bytes = Self.snapshot.bytes
    let header = try SnapshotHeader(bytes.span)
    var torrents = 0
    for share in 0..<3 {
      let store = SingleThreadedStore(digestKey: header.digestKey)
      try SnapshotReader(header).restore(bytes.span, into: store, share: share, of: 3)
      torrents += store.totals.torrents
      for (table, loans) in store.loans.enumerated() where loans > 0 { #expect(table % 3 == share) }
    }
    #expect(torrents == 301)
  }

  @Test("are none in a snapshot without sections")
  func empty() throws {
    let snapshot = WrittenSnapshot(of: SingleThreadedStore(), at: .sample)
    #expect(snapshot.bytes.count == SnapshotHeader.length)
    #expect(try WrittenSnapshot.restore(snapshot.bytes).totals == SwarmTotals())
  }

  @Test("are refused with any one bit flipped, by one share at least", arguments: [1, 2])
  func flippedBits(shares: Int) {
    let bytes = WrittenSnapshot(of: Self.makeTracker(torrents: 3).store, at: .sample).bytes
    for offset in bytes.indices {
      for bit in [0, 3, 7] as [UInt8] {
        var damaged = bytes
        damaged[offset] ^= 1 << bit
        let flaw = WrittenSnapshot.flaw(of: damaged, shares: shares)
        #expect(flaw != nil, "bit \(bit) of byte \(offset)")
      }
    }
  }

  @Test("are refused cut off or lengthened anywhere")
  func lengths() {
    let bytes = WrittenSnapshot(of: Self.makeTracker(torrents: 3).store, at: .sample).bytes
    for length in bytes.indices { #expect(WrittenSnapshot.flaw(of: Array(bytes.prefix(length))) != nil) }
    #expect(WrittenSnapshot.flaw(of: bytes + [0]) == .oversized)
  }

  @Test("are refused by the number of the section that is damaged")
  func damagedSection() {
    for number in [0, 1, Self.snapshot.sections.count - 1] {
      let front = Self.snapshot.sections[..<number].reduce(0) { $0 + $1.bytes.count }
      var bytes = Self.snapshot.bytes
      bytes[SnapshotHeader.length + front + SnapshotSection.headerLength + 5] ^= 4
      #expect(WrittenSnapshot.flaw(of: bytes) == .damagedSection(UInt32(number)))
      #expect(WrittenSnapshot.flaw(of: bytes, shares: 4) == .damagedSection(UInt32(number)))
    }
  }

  /// The sections changed, with checksums that fit.
  private func flaw(_ change: (inout WrittenSnapshot) -> Void) -> SnapshotFlaw? {
    var snapshot = Self.snapshot
    change(&snapshot)
    return WrittenSnapshot.flaw(of: snapshot.bytes)
  }

  @Test("are refused if a section contradicts itself or another one")
  func impossible() {
    let last = Self.snapshot.sections.count - 1
    #expect(flaw { $0.sections[2].torrents += 1 } == .impossibleSection(2))
    #expect(flaw { $0.sections[2].payload.removeLast() } == .impossibleSection(2))
    #expect(flaw { $0.sections[2].payload.append(0) } == .impossibleSection(2))
    #expect(flaw { $0.sections[2].segment = ($0.sections[2].segment + 1) % 16 } == .impossibleSection(2))
    #expect(flaw { $0.sections[2].table = ($0.sections[2].table + 1) % 64 } == .impossibleSection(2))
    #expect(flaw { $0.sections.append($0.sections[0]) } == .impossibleSection(UInt32(last + 1)))
    #expect(flaw { $0.header.digestKey = SipKey(1, 2) } == .impossibleSection(0))
    #expect(flaw { $0.sections[3].table = 64 } == .damagedSection(3))
    #expect(flaw { $0.sections.swapAt(0, last) } == nil, "the order does not matter")
  }

  /// A snapshot whose header says another number of sections, with a checksum that fits.
  private func flaw(sections: UInt32) throws -> SnapshotFlaw? {
    let bytes = Self.snapshot.bytes
    var header = try SnapshotHeader(bytes.span)
    header.sections = sections
    return WrittenSnapshot.flaw(of: header.bytes + bytes[SnapshotHeader.length...])
  }

  @Test("are refused if there are more or fewer sections than the header says")
  func sectionCount() throws {
    let count = UInt32(Self.snapshot.sections.count)
    #expect(try flaw(sections: count) == nil)
    #expect(try flaw(sections: count + 1) == .damagedSection(count))
    #expect(try flaw(sections: .max) == .damagedSection(count))
    #expect(try flaw(sections: count - 1) == .impossibleSection(count - 1))
    #expect(try flaw(sections: 0) == .impossibleSection(0))
  }
}
