// Tests of SwarmTable+CompletedCounts.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A completed count outlives the swarm (A-20)")
struct SwarmTableCompletedCountsTests {
  private static let day: UInt32 = 86_400
  private static let torrents = InfoHash.numbersInTable0(40)

  /// A table in which some torrents were completed twice, by a client of each family, and nobody is left, since `left`.
  private func emptied(_ torrents: ArraySlice<Int> = torrents.prefix(1), left: UInt32 = 1_000) -> TableHarness {
    var harness = TableHarness()
    for torrent in torrents {
      for family in [AddressFamily.ipv4, .ipv6] {
        harness.announce(torrent: torrent, peer: 1, .seeder, family, isCompletion: true, at: left)
      }
      for family in [AddressFamily.ipv4, .ipv6] {
        harness.announce(torrent: torrent, peer: 1, .stopped, family, at: left)
      }
    }
    return harness
  }

  @Test("where the last peer stopped, and where it fell silent")
  func leaves() {
    let torrent = Self.torrents[0]
    var stopped = emptied()
    var silent = TableHarness()
    silent.announce(torrent: torrent, peer: 1, .seeder, isCompletion: true)
    silent.announce(torrent: torrent, peer: 2, .seeder, .ipv6, isCompletion: true)
    silent.sweepAll(at: 1_000, interval: 300)
    #expect(stopped.counts(torrent: torrent) == SwarmCounts(completed: 2))
    #expect(silent.counts(torrent: torrent) == SwarmCounts(completed: 2))
    #expect(stopped.table.totals == SwarmTotals() && silent.table.totals == SwarmTotals())
    #expect(stopped.table.completedCountsKept == 1 && silent.table.completedCountsKept == 1)
  }

  @Test("of a hashed swarm, too, and of none that nobody completed")
  func sizes() {
    var harness = TableHarness()
    for peer in 0..<300 {
      harness.announce(torrent: 1, peer: peer, .seeder, isCompletion: peer % 3 == 0)
      harness.announce(torrent: 2, peer: peer, .seeder)
    }
    harness.sweepAll(at: 1_000, interval: 300, budget: 30)
    #expect(harness.counts(torrent: 1) == SwarmCounts(completed: 100))
    #expect(harness.counts(torrent: 2) == SwarmCounts() && harness.table.completedCountsKept == 1)
  }

  @Test("and is the torrent's again when somebody comes back")
  func returns() {
    var harness = emptied()
    let torrent = Self.torrents[0]
    harness.announce(torrent: torrent, peer: 9, .leecher, at: 2_000)
    #expect(harness.counts(torrent: torrent) == SwarmCounts(leechers: 1, completed: 2))
    #expect(harness.table.completedCountsKept == 0)
    let completed = harness.announce(torrent: torrent, peer: 9, .seeder, isCompletion: true, at: 2_000).counts
    #expect(completed == SwarmCounts(seeders: 1, completed: 3))
    harness.announce(torrent: torrent, peer: 9, .stopped, at: 3_000)
    #expect(harness.counts(torrent: torrent) == SwarmCounts(completed: 3))
  }

  @Test("and does not come to another torrent, nor does a stranger's stop touch it")
  func others() {
    var harness = emptied()
    harness.announce(torrent: Self.torrents[1], peer: 1, .leecher)
    #expect(harness.counts(torrent: Self.torrents[1]).completed == 0)
    harness.announce(torrent: Self.torrents[0], peer: 5, .stopped, at: 5_000)
    #expect(harness.counts(torrent: Self.torrents[0]) == SwarmCounts(completed: 2))
  }

  @Test("for 30 days after the last peer left, by slices of any size", arguments: [1, 7, .max])
  func days(budget: Int) {
    var harness = emptied(left: 5 * Self.day)
    harness.sweepAll(at: 34 * Self.day, interval: 900, budget: budget)
    #expect(harness.counts(torrent: Self.torrents[0]).completed == 2)
    harness.sweepAll(at: 35 * Self.day + 8, interval: 900, budget: budget)
    #expect(harness.counts(torrent: Self.torrents[0]) == SwarmCounts() && harness.table.completedCountsKept == 0)
  }

  @Test("through a snapshot, at its age, byte by byte as documented")
  func snapshot() {
    var harness = emptied(left: 8 * 0x0012_3456)
    let saved = SavedTable(of: &harness.table)
    let infoHash = InfoHash.sample(Self.torrents[0])
    var bytes: [UInt8] = []
    bytes.appendBigEndian(infoHash.first)
    bytes.appendBigEndian(infoHash.second)
    bytes.appendBigEndian(infoHash.third)
    #expect(saved.sections.map(\.payload) == [bytes + [0, 0, 0, 2, 4, 0x00, 0x12, 0x34, 0x56, 0, 0, 0]])
    #expect(saved.sections[0].section.torrents == 1)
    var other = TableHarness()
    let isRestored = saved.restore(into: &other.table)
    #expect(isRestored && other.counts(torrent: Self.torrents[0]) == SwarmCounts(completed: 2))
    other.sweepAll(at: 8 * 0x0012_3456 + 30 * Self.day - 8, interval: 900)
    #expect(other.table.completedCountsKept == 1)
    other.sweepAll(at: 8 * 0x0012_3456 + 30 * Self.day, interval: 900)
    #expect(other.table.completedCountsKept == 0)
  }

  @Test("through a snapshot, many of them beside torrents with peers")
  func many() {
    var harness = emptied(Self.torrents[...])
    for torrent in Self.torrents.prefix(10) { harness.announce(torrent: torrent, peer: 3, .leecher, at: 1_000) }
    let saved = SavedTable(of: &harness.table)
    #expect(saved.torrents.count == 10 && saved.counts.count == 30)
    #expect(saved.counts.allSatisfy { $0.completed == 2 && $0.emptiedAt == 125 })
    var other = TableHarness()
    let isRestored = saved.restore(into: &other.table)
    #expect(isRestored && other.table.unsoundness() == nil)
    for torrent in Self.torrents { #expect(other.counts(torrent: torrent).completed == 2) }
    #expect(SavedTable(of: &other.table).counts == saved.counts)
  }
}

@Suite("From a snapshot in which everybody is gone")
struct SwarmTableRestoreCountsTests {
  private static let torrents = InfoHash.numbersInTable0(3, segments: 0..<1)
  private static let day: UInt32 = 86_400
  /// Two torrents with peers, one of them large and none completed, and one that emptied ten days earlier.
  private static func written(at moment: UInt32) -> SavedTable.Section {
    var harness = TableHarness()
    harness.announce(torrent: torrents[0], peer: 1, .seeder, isCompletion: true, at: moment - 10 * day)
    harness.announce(torrent: torrents[0], peer: 1, .stopped, at: moment - 10 * day)
    for peer in 0..<3 { harness.announce(torrent: torrents[1], peer: peer, .seeder, isCompletion: true, at: moment) }
    for peer in 0..<300 { harness.announce(torrent: torrents[2], peer: peer, .leecher, at: moment) }
    return SavedTable.section(ofSegment: 0, of: &harness.table)
  }

  @Test(
    "only the counts come back, and the time in between does not age them", arguments: [1, 29, 31, 4_000] as [UInt32])
  func counts(days: UInt32) {
    let moment = 100 * Self.day
    let section = Self.written(at: moment)
    var harness = TableHarness()
    let now = moment + days * Self.day
    let isRestored = harness.table.restoreCounts(
      section.section, payload: section.payload.span, writtenAt: Tick(seconds: moment), now: Tick(seconds: now))
    #expect(isRestored && harness.table.totals == SwarmTotals() && harness.table.peerMemory == (0, 0))
    #expect(harness.table.unsoundness() == nil)
    let completed = { (harness: inout TableHarness) in Self.torrents.map { harness.counts(torrent: $0) } }
    #expect(completed(&harness) == [SwarmCounts(completed: 1), SwarmCounts(completed: 3), SwarmCounts()])
    harness.sweepAll(at: now + 20 * Self.day - 8, interval: 900)
    #expect(completed(&harness).map(\.completed) == [1, 3, 0])
    harness.sweepAll(at: now + 20 * Self.day, interval: 900)
    #expect(completed(&harness).map(\.completed) == [0, 3, 0])
    harness.sweepAll(at: now + 30 * Self.day, interval: 900)
    #expect(harness.table.completedCountsKept == 0)
  }

  @Test("nothing comes back that contradicts itself: no count, no torrent of elsewhere, one twice, bytes left over")
  func impossible() {
    let sound = Self.written(at: 100 * Self.day)
    let front = Array(sound.payload.dropLast(SnapshotRecord.length))
    let count = Array(sound.payload.suffix(SnapshotRecord.length))
    let elsewhere = Array(repeating: 7, count: 20) + count.suffix(12)
    // The first torrent of the payload has peers, and cannot have none at the same time.
    let ofTorrent = Array(front.prefix(20)) + count.suffix(12)
    var ends = [elsewhere, ofTorrent, count + count, count + [0], Array(count.dropLast())]
    for (offset, byte) in [(23, 0), (24, 0), (24, 5), (24, 6), (24, 12), (29, 1), (31, 1)] as [(Int, UInt8)] {
      var end = count
      end[offset] = byte
      ends.append(end)
    }
    for end in ends {
      let torrents = sound.section.torrents + (end.count > count.count + 1 ? 1 : 0)
      let damaged = SavedTable.Section(front + end, segment: 0, torrents: torrents)
      var table = SwarmTable(key: .sample)
      let isRestored = SavedTable([damaged]).restore(into: &table)
      #expect(!isRestored)
      var other = SwarmTable(key: .sample)
      let isTaken = other.restoreCounts(
        damaged.section, payload: damaged.payload.span, writtenAt: Tick(seconds: 0), now: Tick(seconds: 8))
      #expect(!isTaken)
    }
  }
}
