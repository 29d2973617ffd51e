// Tests of SectionWriter.swift.
import LinuxIO
import Swarms
import Synchronization
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("A writer of sections", .timeLimit(.minutes(2)))
struct SectionWriterTests {
  @Test("writes every torrent, in whatever number of shares", arguments: [1, 2, 3, 16])
  func shares(count: Int) throws {
    let tables = try TestSubject()
    tables.announce(torrents: 0..<1000)
    tables.announce(torrents: 500..<600, from: 11)
    let assembly = try SnapshotAssembly(writers: count, milliseconds: 0)
    #expect(assembly.write(tables, shares: count) == 1)
    #expect(assembly.isComplete)
    let restored = try assembly.restored(tables)
    #expect(restored.totals == tables.totals())
    #expect(restored.leechers(0..<1000) == tables.leechers(0..<1000))
  }

  @Test("leaves out tables that nobody can have, without looking at them", arguments: [1, 3])
  func without(count: Int) throws {
    let tables = try TestSubject()
    tables.announce(torrents: 0..<1000)
    let left = [0, 1, 4, SwarmLimits.tableCount - 1]
    let assembly = try SnapshotAssembly(writers: count, milliseconds: 0)
    for share in 0..<count {
      var writer = SectionWriter(share: share, of: count, without: left)
      writer.begin(assembly)
      while writer.isBusy { _ = writer.step(tables) }
    }
    #expect(assembly.isComplete)
    let restored = try assembly.restored(tables)
    for table in 0..<SwarmLimits.tableCount {
      let expected = left.contains(table) ? 0 : tables.withTable(table) { $0.totals.torrents }
      #expect(restored.withTable(table) { $0.totals.torrents } == expected)
    }
  }

  @Test("writes nothing of empty tables")
  func nothing() throws {
    let assembly = try SnapshotAssembly(writers: 2, milliseconds: 0)
    let tables = try TestSubject()
    assembly.write(tables, shares: 2)
    let restored = try assembly.restored(tables)
    #expect(try assembly.memory.header().sections == 0)
    #expect(restored.totals == SwarmTotals())
  }

  @Test("does it in slices, between which others have their turn")
  func slices() throws {
    let tables = try TestSubject()
    tables.announce(torrents: 0..<1000)
    let assembly = try SnapshotAssembly(writers: 1, milliseconds: 0)
    var writer = SectionWriter(share: 0, of: 1)
    let isBusy = writer.isBusy
    #expect(!isBusy)
    let isLastWithoutSnapshot = writer.step(tables)
    #expect(!isLastWithoutSnapshot)
    writer.begin(assembly)
    var slices = 0
    while writer.isBusy {
      _ = writer.step(tables)
      slices += 1
    }
    // 64 segments each at the most, and one to find the end.
    #expect(slices > SwarmLimits.tableCount * SwarmTable.segmentCount / 64)
    #expect(assembly.isComplete)
  }

  @Test("leaves a snapshot that another one follows unfinished, and does that one from its start")
  func nextRound() throws {
    let tables = try TestSubject()
    tables.announce(torrents: 0..<500)
    let assemblies = [
      try SnapshotAssembly(writers: 1, milliseconds: 0), try SnapshotAssembly(writers: 1, milliseconds: 0),
    ]
    var writer = SectionWriter(share: 0, of: 1)
    for assembly in assemblies {
      writer.begin(assembly)
      _ = writer.step(tables)
    }
    while writer.isBusy { _ = writer.step(tables) }
    #expect(!assemblies[0].isComplete && assemblies[1].isComplete)
    #expect(try assemblies[1].restored(tables).totals == tables.totals())
  }

  @Test("writes a sound snapshot while others announce: all that was there, and some of what came")
  func announcesMeanwhile() throws {
    let tables = try TestSubject()
    tables.announce(torrents: 0..<500)
    let before = tables.totals()
    let assembly = try SnapshotAssembly(writers: 2, milliseconds: 0)
    let announcing = Atomic(0)
    let announcers = SharedCounter(announcing)
    var threads = ThreadGroup()
    for peer: UInt8 in [11, 12] {
      try threads.start(named: "announcer") {
        announcers.value.wrappingAdd(1, ordering: .relaxed)
        // Torrents that are there grow, segments with new ones do as well.
        for start in 0..<10 { tables.announce(torrents: start * 100..<start * 100 + 300, from: peer) }
      }
    }
    while announcers.value.load(ordering: .relaxed) < 2 {}
    for share in 0..<2 {
      try threads.start(named: "writer") {
        var writer = SectionWriter(share: share, of: 2)
        writer.begin(assembly)
        while writer.isBusy { _ = writer.step(tables) }
      }
    }
    threads.join()
    let after = tables.totals()
    // A torrent that is there twice, or a count that does not fit, would be refused.
    let restored = try assembly.restored(tables)
    let totals = restored.totals
    #expect(before.torrents <= totals.torrents && totals.torrents <= after.torrents)
    #expect(before.peers <= totals.peers && totals.peers <= after.peers)
    let saved = restored.leechers(0..<1500)
    let final = tables.leechers(0..<1500)
    #expect(zip(saved, final).allSatisfy { $0 <= $1 })
    #expect(saved[..<500].allSatisfy { $0 >= 1 })
  }
}

/// An atomic number that closures of several threads can hold.
private final class SharedCounter: Sendable {
  let value: Atomic<Int>

  init(_ value: consuming Atomic<Int>) { self.value = value }
}
