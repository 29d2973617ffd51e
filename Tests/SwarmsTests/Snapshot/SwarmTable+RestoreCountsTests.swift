// Tests of SwarmTable+RestoreCounts.swift: counts from several sections, and which torrents are new.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("Counts from old sections")
struct RestoreCountsTests {
  private static let day: UInt32 = 86_400
  private static let moment = 200 * day

  /// Ten torrents each of two segments, the first of each completed once, the next twice, and so on; some are still seeded.
  private static func torrents(_ segment: Int) -> [Int] {
    InfoHash.numbersInTable0(10, segments: segment..<segment + 1)
  }

  private func written() -> SavedTable {
    var harness = TableHarness()
    for torrent in [3, 12].flatMap(Self.torrents).enumerated() {
      for peer in 0...torrent.offset % 10 {
        let family: AddressFamily = peer % 2 == 0 ? .ipv4 : .ipv6
        harness.announce(torrent: torrent.element, peer: peer, .seeder, family, isCompletion: true, at: Self.moment)
        guard torrent.offset % 3 > 0 else { continue }
        harness.announce(torrent: torrent.element, peer: peer, .stopped, family, at: Self.moment)
      }
    }
    return SavedTable(of: &harness.table)
  }

  private func restore(_ section: SavedTable.Section, into harness: inout TableHarness, at now: UInt32) -> Bool {
    harness.table.restoreCounts(
      section.section, payload: section.payload.span, writtenAt: Tick(seconds: Self.moment), now: Tick(seconds: now))
  }

  @Test("are all there, whichever section came first", arguments: [false, true])
  func sections(isReversed: Bool) {
    let saved = written()
    #expect(saved.sections.count == 2)
    var harness = TableHarness()
    let now = Self.moment + 3 * Self.day
    for section in isReversed ? saved.sections.reversed() : saved.sections {
      let isRestored = restore(section, into: &harness, at: now)
      #expect(isRestored)
    }
    for segment in [3, 12] {
      for (offset, torrent) in Self.torrents(segment).enumerated() {
        #expect(harness.counts(torrent: torrent) == SwarmCounts(completed: UInt32(offset + 1)))
      }
    }
    #expect(harness.table.completedCountsKept == 20 && harness.table.totals == SwarmTotals())
  }

  @Test("are refused where one of them is known already, with peers or without")
  func twice() {
    let section = written().sections[0]
    var counted = TableHarness()
    let first = restore(section, into: &counted, at: Self.moment)
    let second = restore(section, into: &counted, at: Self.moment)
    #expect(first && !second)
    var seeded = TableHarness()
    seeded.announce(torrent: Self.torrents(3)[4], peer: 1, .seeder)
    let isRestored = restore(section, into: &seeded, at: Self.moment)
    #expect(!isRestored)
  }

  @Test("are the torrents' again as soon as somebody announces, and go on from there")
  func goOn() {
    var harness = TableHarness()
    let now = Self.moment + Self.day
    let isRestored = restore(written().sections[0], into: &harness, at: now)
    #expect(isRestored)
    let torrent = Self.torrents(3)[6]
    let counts = harness.announce(torrent: torrent, peer: 0, .seeder, isCompletion: true, at: now).counts
    // The peer is not known any more, so that it counts once more.
    #expect(counts == SwarmCounts(seeders: 1, completed: 8))
    #expect(harness.table.completedCountsKept == 9)
  }

  /// Whether a section may bring torrents into a table.
  private func areNew(_ torrents: [Int], _ section: SnapshotSection, _ harness: borrowing TableHarness) -> [Bool] {
    var answers: [Bool] = []
    for torrent in torrents { answers.append(harness.table.newDigest(of: .sample(torrent), section) != nil) }
    return answers
  }

  @Test("are of new torrents of the section's table and segment alone")
  func newDigests() {
    let section = SnapshotSection(table: 0, segment: 3, torrents: 1, payload: [UInt8]())
    var harness = TableHarness()
    let torrents = Self.torrents(3)
    // One of another segment, and one of another table's segment 3.
    let elsewhere = (0..<10_000).filter {
      let digest = InfoHashDigest(.sample($0), key: .sample)
      return digest.table == 1 && digest.segment == 3
    }
    let others = [Self.torrents(12)[0], elsewhere[0]]
    let before = areNew(torrents.prefix(4) + others, section, harness)
    #expect(before == [true, true, true, true, false, false])
    harness.announce(torrent: torrents[0], peer: 1, .leecher)
    harness.announce(torrent: torrents[1], peer: 1, .seeder, isCompletion: true)
    harness.announce(torrent: torrents[1], peer: 1, .stopped)
    harness.announce(torrent: torrents[2], peer: 1, .seeder)
    harness.announce(torrent: torrents[2], peer: 1, .stopped)
    let after = areNew(torrents.prefix(4) + others, section, harness)
    #expect(after == [false, false, true, true, false, false])
  }
}
