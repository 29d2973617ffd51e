// Tests of StartingPoint+Restore.swift.
import Glibc
import LinuxIO
import Swarms
import Systemd
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@testable import Snapshots

@Suite("Restoring swarms")
struct StartingPointRestoreTests {
  /// Restores what was found into a tracker; two intervals of 900 seconds and two minutes are the longest that a peer stays.
  private static func restore(
    _ found: [FoundSnapshot], workers: Int = 2
  ) throws -> (subject: TestSubject, restored: FoundSnapshot?) {
    let start = try StartingPoint.after(found)
    let subject = TestSubject(start, workers: workers)
    return (subject, start.restoreSwarms(into: subject, staleAge: 1920))
  }

  private static func found(_ snapshots: TestSnapshot...) throws -> [FoundSnapshot] {
    try snapshots.flatMap { try $0.found() }
  }

  private static let store = SnapshotPlace.descriptorStore(name: SnapshotPlace.storedNames[0])

  @Test("brings all of them back, with any number of workers", arguments: [1, 2, 3, 16])
  func restores(workers: Int) throws {
    let found = try Self.found(TestSnapshot(torrents: 800))
    let (subject, restored) = try Self.restore(found, workers: workers)
    #expect(restored === found[0])
    #expect(subject.totals() == SwarmTotals(torrents: 800, ipv4Peers: 800, ipv6Peers: 0))
  }

  @Test("does nothing without a snapshot")
  func nothing() throws {
    let (subject, restored) = try Self.restore([])
    #expect(restored == nil && subject.totals() == SwarmTotals() && subject.reports.all.isEmpty)
  }

  @Test("brings no peers back from what is older than two intervals and two minutes, and says so")
  func stale() throws {
    for (age, isFresh) in [(UInt64(1910), true), (1930, false), (10_000, false)] {
      let (subject, restored) = try Self.restore(try Self.found(TestSnapshot(age: age * 1000, torrents: 5)))
      #expect(restored != nil)
      #expect(subject.totals().torrents == (isFresh ? 5 : 0))
      switch subject.reports.all.first {
      case .restored(Self.store, let totals, let seconds, _)?: #expect(isFresh && totals.peers == 5 && seconds == age)
      case .stale(Self.store, let seconds)?: #expect(!isFresh && seconds == age)
      default: Issue.record("nothing is said of it")
      }
    }
  }

  @Test("takes a snapshot of this moment for one, though the clock was set back since")
  func setBack() throws {
    for _ in 0..<20 {
      let directory = TestDirectory()
      let seconds = RealtimeClock.nanoseconds / 1_000_000_000
      let disk = try SnapshotDirectory.open(directory.path)
      disk.save(try TestSnapshot(torrents: 1, damage: { Self.setTime(seconds + 3600, of: &$0) }).memory())
      let found = FoundSnapshot.readAll(stored: [], directory: disk, report: { _ in })
      #expect(try Self.restore(found).restored != nil)
    }
  }

  /// Writes another time of day, in seconds since 1970, into a snapshot.
  private static func setTime(_ seconds: UInt64, of bytes: inout [UInt8]) {
    guard var header = try? SnapshotHeader(bytes.span) else { return }
    header.moment.realtimeMilliseconds = seconds * 1000
    bytes.replaceSubrange(..<SnapshotHeader.length, with: header.bytes)
  }

  @Test("leaves the tables empty where a section is damaged, whichever it is, and says so")
  func damaged() throws {
    let length = try TestSnapshot(torrents: 500).bytes().count
    for place in [SnapshotHeader.length + 2, SnapshotHeader.length + 30, length / 2, length - 1] {
      let found = try Self.found(TestSnapshot(torrents: 500, damage: { $0[place] ^= 0x10 }))
      let (subject, restored) = try Self.restore(found)
      #expect(restored == nil && subject.totals() == SwarmTotals())
      guard case .refused(Self.store, let flaw)? = subject.reports.all.first else {
        Issue.record("nothing is said of it")
        return
      }
      #expect("\(flaw)".contains("in section "))
    }
  }

  /// A snapshot of torrents that one client each has completed; of the first one it is gone since an hour.
  private static func completed(torrents: Int, age: UInt64) throws -> [FoundSnapshot] {
    let made = UInt64(5_000_000)
    let tracker = TestTracker(at: Instant(milliseconds: made - 3_600_000))
    tracker.announce(.completed(0), from: .ipv4(1))
    tracker.announce(.stopped(0), from: .ipv4(1))
    tracker.now = Instant(milliseconds: made)
    for torrent in 1..<torrents { tracker.announce(.completed(torrent), from: .ipv4(torrent)) }
    let moment = SnapshotMoment(
      tracker: Instant(milliseconds: made), boottimeMilliseconds: nil,
      realtimeMilliseconds: TestClock.moment.realtimeMilliseconds - age)
    let memory = try MemoryFile.sealed(WrittenSnapshot(of: tracker.store, at: moment).bytes)
    let passed = PassedDescriptor(number: dup(memory.descriptor), name: SnapshotPlace.storedNames[0])
    return FoundSnapshot.readAll(stored: [passed], directory: nil, report: { _ in })
  }

  @Test(
    "brings the completed counts back, of torrents with peers and of others, however old the snapshot is",
    arguments: [1, 2000, 86_400, 100 * 86_400, 40 * 366 * 86_400] as [UInt64])
  func counts(age: UInt64) throws {
    let (subject, restored) = try Self.restore(try Self.completed(torrents: 20, age: age * 1000))
    #expect(restored != nil)
    let isFresh = age == 1
    #expect(subject.completedCountsKept() == (isFresh ? 1 : 20))
    #expect(subject.totals() == SwarmTotals(torrents: isFresh ? 19 : 0, ipv4Peers: isFresh ? 19 : 0, ipv6Peers: 0))
    // A sweep a moment later does not find them too old.
    let now = subject.clock.now.tick
    for table in 0..<SwarmLimits.tableCount {
      subject.withTable(table) { _ = $0.sweep(budget: .max, at: now, after: PeerLifetime(interval: 900)) }
    }
    for torrent in 0..<20 {
      let infoHash = InfoHash(RequestBytes.torrent(torrent).span, at: 0)
      let digest = InfoHashDigest(infoHash, key: subject.digestKey)
      let counts = subject.withTable(digest.table) { $0.counts(of: infoHash, digest) }
      #expect(counts == SwarmCounts(seeders: isFresh && torrent > 0 ? 1 : 0, completed: 1))
    }
    if case .stale? = subject.reports.all.first { #expect(!isFresh) } else { #expect(isFresh) }
  }

  @Test("refuses a stale snapshot that is damaged like any other")
  func staleAndDamaged() throws {
    let snapshot = TestSnapshot(age: 3_000_000, torrents: 5, damage: { $0[$0.count - 1] ^= 1 })
    let (subject, restored) = try Self.restore(try Self.found(snapshot))
    #expect(restored == nil && subject.completedCountsKept() == 0)
    guard case .refused? = subject.reports.all.first else {
      Issue.record("nothing is said of it")
      return
    }
  }

  @Test("goes on to the next snapshot when one is damaged")
  func nextCandidate() throws {
    let first = TestSnapshot(torrents: 5, damage: { $0[$0.count - 1] ^= 1 })
    let found = try Self.found(first, TestSnapshot(torrents: 7))
    let (subject, restored) = try Self.restore(found)
    #expect(restored === found[1])
    #expect(subject.totals().torrents == 7)
  }

  @Test("refuses a torrent that is there twice")
  func duplicate() throws {
    let twice = TestSnapshot(
      torrents: 1,
      damage: { bytes in
        guard var header = try? SnapshotHeader(bytes.span) else { return }
        bytes += bytes[SnapshotHeader.length...]
        header.sections *= 2
        header.totalLength = UInt64(bytes.count)
        bytes.replaceSubrange(..<SnapshotHeader.length, with: header.bytes)
      })
    let found = try Self.found(twice)
    let (subject, restored) = try Self.restore(found)
    #expect(found.count == 1 && restored == nil && subject.totals() == SwarmTotals())
  }
}
