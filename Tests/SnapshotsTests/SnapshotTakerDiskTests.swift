// Tests of SnapshotTaker.swift with a directory and without a service manager.
import Glibc
import LinuxIO
import Swarms
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("Taking snapshots with a disk", .timeLimit(.minutes(2)))
struct SnapshotTakerDiskTests {
  /// A tracker whose snapshots go to a directory, one each second.
  private struct Kept: ~Copyable {
    let directory: TestDirectory
    let subject: TestSubject
    var taker: SnapshotTaker<TestSubject>
    private var announces: UInt64

    init() throws {
      let directory = TestDirectory()
      let subject = try TestSubject(workers: 2)
      let settings = SnapshotSettings(directory: directory.path, interval: 1)
      let search = SnapshotSearch.run(stored: [], settings: settings, report: subject.snapshotReporter)
      self.directory = directory
      self.subject = subject
      taker = SnapshotTaker(subject, search, settings: settings)
      taker.begin(after: nil, at: 0)
      announces = 0
      awaitDisk(at: 0)
    }

    /// Sees what came of the disk's work; half a minute at the most is waited for it.
    private mutating func awaitDisk(at now: UInt64) {
      _ = subject.awaitWakeup()
      taker.look(at: now, totals: subject.totals())
    }

    /// Takes a snapshot, as workers and supervisor do, and waits for the disk.
    mutating func snapshot() {
      announces += 1
      let now = taker.due ?? 0
      taker.step(at: now, announces: announces)
      guard let assembly = subject.handover.current else {
        Issue.record("no snapshot was begun")
        return
      }
      assembly.write(subject, shares: 2)
      taker.look(at: now, totals: subject.totals())
      awaitDisk(at: now)
    }

    /// How many torrents the file has.
    func torrentsOnDisk() throws -> Int? {
      guard let bytes = directory.bytes(of: "snapshot") else { return nil }
      return try WrittenSnapshot.restore(bytes).totals.torrents
    }
  }

  @Test("writes the file at once, for the keys, with each snapshot, and at the end")
  func file() throws {
    var kept = try Kept()
    #expect(kept.taker.due == 1000)
    #expect(try kept.torrentsOnDisk() == 0)
    for number in 1...3 {
      kept.subject.announce(torrents: 0..<number)
      kept.snapshot()
      #expect(try kept.torrentsOnDisk() == number)
    }
    kept.subject.announce(torrents: 0..<9)
    kept.taker.finish(totals: kept.subject.totals(), without: [])
    #expect(try kept.torrentsOnDisk() == 9)
    #expect(kept.directory.names == ["snapshot"])
  }

  @Test("writes the keys at the end, even if nobody has announced")
  func keysAlone() throws {
    var kept = try Kept()
    kept.taker.finish(totals: kept.subject.totals(), without: [])
    let bytes = try #require(kept.directory.bytes(of: "snapshot"))
    let header = try SnapshotHeader(bytes.span)
    let own = SnapshotHeader(
      moment: header.moment, secret: kept.subject.ownSecret, digestKey: kept.subject.digestKey)
    #expect(header.bytes == own.bytes)
  }

  @Test("says once that the disk fails, once that it works again, and goes on trying")
  func failingDisk() throws {
    var kept = try Kept()
    for isObstructed in [true, false] {
      if isObstructed { kept.directory.obstruct() } else { kept.directory.clear() }
      for _ in 0..<3 { kept.snapshot() }
    }
    kept.directory.obstruct()
    kept.snapshot()
    kept.taker.finish(totals: kept.subject.totals(), without: [])
    kept.directory.clear()
    let path = "\(kept.directory.path)/snapshot"
    let failure = SnapshotEvent.notKept(path, Errno(rawValue: EISDIR))
    #expect(kept.subject.reports.unusual == [failure, .keptAgain(path), failure])
  }

  @Test("says at the end that the disk takes snapshots again, and that the last one is kept")
  func recoveredAtTheEnd() throws {
    var kept = try Kept()
    kept.directory.obstruct()
    kept.snapshot()
    kept.directory.clear()
    kept.taker.finish(totals: kept.subject.totals(), without: [])
    let events = kept.subject.reports.unusual
    try #require(events.count == 3)
    #expect(events[1] == .keptAgain("\(kept.directory.path)/snapshot"))
    guard case .kept(SwarmTotals(), bytes: 128, _) = events[2] else {
      Issue.record("not that the last one is kept, but \(events[2])")
      return
    }
  }

  @Test("keeps nothing, and says nothing, without a place to keep it in")
  func nowhere() throws {
    let subject = try TestSubject()
    let settings = SnapshotSettings()
    let search = SnapshotSearch.run(stored: [], settings: settings, report: subject.snapshotReporter)
    var taker = SnapshotTaker(subject, search, settings: settings)
    taker.begin(after: nil, at: 0)
    taker.step(at: .max - 1, announces: 1)
    #expect(subject.handover.current == nil && taker.due == nil)
    taker.finish(totals: subject.totals(), without: [])
    #expect(subject.reports.all.isEmpty)
  }

  @Test("reports each snapshot with its size")
  func prepared() throws {
    var kept = try Kept()
    kept.subject.announce(torrents: 0..<5)
    kept.snapshot()
    guard case .prepared(let totals, let bytes, _)? = kept.subject.reports.all.last else {
      Issue.record("no snapshot is reported")
      return
    }
    #expect(totals.torrents == 5 && bytes > 128)
  }

  @Test("leaves another tracker's directory alone, says so once, and takes it when the other has ended")
  func taken() throws {
    var other: Directory? = nil
    var kept = try Kept()
    other = try Directory.open(kept.directory.path)
    #expect(failure { try other?.lock() } == .wouldBlock)
    kept.taker.finish(totals: kept.subject.totals(), without: [])
    let second = try TestSubject(workers: 1)
    let settings = SnapshotSettings(directory: kept.directory.path, interval: 1)
    let search = SnapshotSearch.run(stored: [], settings: settings, report: second.snapshotReporter)
    #expect(search.found.isEmpty, "what the other has written is the other's")
    var taker = SnapshotTaker(second, search, settings: settings)
    taker.begin(after: nil, at: 0)
    second.announce(torrents: 0..<7)
    taker.finish(totals: second.totals(), without: [])
    #expect(try kept.torrentsOnDisk() == 0)
    #expect(second.reports.unusual == [.directoryTaken(kept.directory.path)])
  }
}
