// Tables written down, a slice at a time, also while they change.
import LinuxIO
import Swarms
import Synchronization
import Testing
import TrackerCore

@testable import TrackerService

@Suite("A section saver", .timeLimit(.minutes(2)))
struct SectionSaverTests {
  /// The leechers of some torrents.
  private static func leechers(_ swarms: borrowing SharedSwarms, _ torrents: Range<Int>) -> [UInt32] {
    var leechers: [UInt32] = []
    for number in torrents {
      let infoHash = TestPeers.infoHash(number)
      let digest = InfoHashDigest(infoHash, key: swarms.digestKey)
      leechers.append(swarms.withTable(digest.table) { $0.counts(of: infoHash, digest).leechers })
    }
    return leechers
  }

  @Test("writes every torrent, in whatever number of shares", arguments: [1, 2, 3, 16])
  func shares(count: Int) throws {
    let tables = SharedTables()
    tables.swarms.announce(torrents: 0..<1000)
    tables.swarms.announce(torrents: 500..<600, from: 11)
    let round = try SavingRound(savers: count, milliseconds: 0)
    #expect(round.save(tables.swarms, shares: count) == 1)
    #expect(round.isComplete)
    let restored = try round.restored()
    #expect(restored.swarms.totals() == tables.swarms.totals())
    #expect(Self.leechers(restored.swarms, 0..<1000) == Self.leechers(tables.swarms, 0..<1000))
  }

  @Test("writes nothing of empty tables")
  func nothing() throws {
    let round = try SavingRound(savers: 2, milliseconds: 0)
    round.save(SharedTables().swarms, shares: 2)
    let restored = try round.restored()
    #expect(try round.memory.header().sections == 0)
    #expect(restored.swarms.totals() == SwarmTotals())
  }

  @Test("does it in slices, between which others have their turn")
  func slices() throws {
    let tables = SharedTables()
    tables.swarms.announce(torrents: 0..<1000)
    let round = try SavingRound(savers: 1, milliseconds: 0)
    var saver = SectionSaver(share: 0, of: 1)
    let isBusy = saver.isBusy
    #expect(!isBusy)
    let isLastWithoutRound = saver.step(tables.swarms)
    #expect(!isLastWithoutRound)
    saver.begin(round)
    var slices = 0
    while saver.isBusy {
      _ = saver.step(tables.swarms)
      slices += 1
    }
    // 64 segments each at the most, and one to find the end.
    #expect(slices > SwarmLimits.tableCount * SwarmTable.segmentCount / 64)
    #expect(round.isComplete)
  }

  @Test("leaves a round that another one follows unfinished, and does that one from its start")
  func nextRound() throws {
    let tables = SharedTables()
    tables.swarms.announce(torrents: 0..<500)
    let rounds = [try SavingRound(savers: 1, milliseconds: 0), try SavingRound(savers: 1, milliseconds: 0)]
    var saver = SectionSaver(share: 0, of: 1)
    for round in rounds {
      saver.begin(round)
      _ = saver.step(tables.swarms)
    }
    while saver.isBusy { _ = saver.step(tables.swarms) }
    #expect(!rounds[0].isComplete && rounds[1].isComplete)
    #expect(try rounds[1].restored().swarms.totals() == tables.swarms.totals())
  }

  @Test("writes a sound state while others announce: all that was there, and some of what came")
  func announcesMeanwhile() throws {
    let tables = SharedTables()
    tables.swarms.announce(torrents: 0..<500)
    let before = tables.swarms.totals()
    let round = try SavingRound(savers: 2, milliseconds: 0)
    let announcing = Atomic(0)
    let announcers = SharedCounter(announcing)
    var threads = ThreadGroup()
    for peer: UInt8 in [11, 12] {
      try threads.start(named: "announcer") {
        announcers.value.wrappingAdd(1, ordering: .relaxed)
        // Torrents that are there grow, segments with new ones do as well.
        for start in 0..<10 { tables.swarms.announce(torrents: start * 100..<start * 100 + 300, from: peer) }
      }
    }
    while announcers.value.load(ordering: .relaxed) < 2 {}
    for share in 0..<2 {
      try threads.start(named: "saver") {
        var saver = SectionSaver(share: share, of: 2)
        saver.begin(round)
        while saver.isBusy { _ = saver.step(tables.swarms) }
      }
    }
    threads.join()
    let after = tables.swarms.totals()
    // A torrent that is there twice, or a count that does not fit, would be refused.
    let restored = try round.restored()
    let totals = restored.swarms.totals()
    #expect(before.torrents <= totals.torrents && totals.torrents <= after.torrents)
    #expect(before.peers <= totals.peers && totals.peers <= after.peers)
    let saved = Self.leechers(restored.swarms, 0..<1500)
    let final = Self.leechers(tables.swarms, 0..<1500)
    #expect(zip(saved, final).allSatisfy { $0 <= $1 })
    #expect(saved[..<500].allSatisfy { $0 >= 1 })
  }
}

/// An atomic number that closures of several threads can hold.
private final class SharedCounter: Sendable {
  let value: Atomic<Int>

  init(_ value: consuming Atomic<Int>) { self.value = value }
}
