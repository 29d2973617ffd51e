// Tests of SnapshotTaker.swift beside a service manager, in a test's own child process.
import Glibc
import LinuxIO
import Swarms
import Systemd
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("Taking snapshots with a descriptor store", .timeLimit(.minutes(2)))
struct SnapshotTakerTests {
  /// Milliseconds between two snapshots, by default.
  private static let interval: UInt64 = 60_000

  /// A taker whose tracker begins at moment 0 of the supervisor's clock.
  private static func taker(
    of subject: TestSubject, _ settings: SnapshotSettings = SnapshotSettings(), stored: [PassedDescriptor] = []
  ) -> SnapshotTaker<TestSubject> {
    let search = SnapshotSearch.run(stored: stored, settings: settings, report: subject.snapshotReporter)
    let restored = search.found.first
    var taker = SnapshotTaker(subject, search, settings: settings)
    taker.begin(after: restored, at: 0)
    return taker
  }

  /// Does what workers and supervisor do when a snapshot is due; returns whether there was one to take.
  private static func snapshot(
    _ taker: inout SnapshotTaker<TestSubject>, _ subject: TestSubject, at now: UInt64, announces: UInt64
  ) -> Bool {
    taker.step(at: now, announces: announces)
    guard let assembly = subject.handover.current else { return false }
    assembly.write(subject, shares: subject.workerCount)
    taker.look(at: now, totals: subject.totals())
    return true
  }

  /// The tracker that a successor would begin as.
  private static func successor(of store: DescriptorStore) throws -> TestSubject {
    let found = FoundSnapshot.readAll(stored: store.passed, directory: nil, report: { _ in })
    let start = try StartingPoint.after(found)
    let subject = TestSubject(start)
    #expect(start.restoreSwarms(into: subject, staleAge: 1000) != nil)
    return subject
  }

  @Test("stores the keys from the first moment on, sealed")
  func keys() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 1)
      let taker = Self.taker(of: subject)
      store.follow()
      #expect(store.messages == ["FDSTORE=1 FDNAME=state-a"])
      let found = FoundSnapshot.readAll(stored: store.passed, directory: nil, report: { _ in })
      let header = try #require(found.first).header
      let expected = SnapshotHeader(
        moment: header.moment, secret: subject.ownSecret, digestKey: subject.digestKey)
      #expect(header.bytes == expected.bytes)
      #expect(taker.due == Self.interval)
    }
  }

  @Test("stores a snapshot under the other name each time, and removes the one before only then")
  func snapshots() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 2)
      var taker = Self.taker(of: subject)
      for number in 1...3 {
        subject.announce(torrents: 0..<number * 100)
        let isTaken = Self.snapshot(&taker, subject, at: taker.due ?? 0, announces: UInt64(number * 100))
        #expect(isTaken && subject.handover.current == nil)
        store.follow()
        #expect(store.stored.count == 1)
        #expect(try Self.successor(of: store).totals() == subject.totals())
      }
      let (a, b) = ("FDNAME=state-a", "FDNAME=state-b")
      #expect(
        store.messages == [
          "FDSTORE=1 \(a)", "FDSTORE=1 \(b)", "FDSTOREREMOVE=1 \(a)", "FDSTORE=1 \(a)", "FDSTOREREMOVE=1 \(b)",
          "FDSTORE=1 \(b)", "FDSTOREREMOVE=1 \(a)",
        ])
    }
  }

  @Test("takes no snapshot before it is due, nor when nobody has announced since the last one")
  func nothingNew() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 1)
      var taker = Self.taker(of: subject)
      var taken: [Bool] = []
      for (now, announces) in [(59_999, 1), (60_000, 0), (119_999, 1), (120_000, 1), (180_000, 1), (240_000, 2)] {
        taken.append(Self.snapshot(&taker, subject, at: UInt64(now), announces: UInt64(announces)))
      }
      #expect(taken == [false, false, false, true, false, true])
      store.follow()
      #expect(store.messages.count { $0.hasPrefix("FDSTORE=1") } == 3)
    }
  }

  @Test("waits for a snapshot that the workers are still at, and begins no other one")
  func unfinished() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 2)
      var taker = Self.taker(of: subject)
      taker.step(at: 60_000, announces: 1)
      let assembly = try #require(subject.handover.current)
      let isLast = assembly.finishShare()
      taker.look(at: 60_001, totals: SwarmTotals())
      taker.step(at: 120_000, announces: 2)
      #expect(!isLast && subject.handover.current === assembly)
      store.follow()
      #expect(store.messages.count == 1)
      _ = assembly.finishShare()
      taker.look(at: 120_001, totals: SwarmTotals())
      store.follow()
      #expect(subject.handover.current == nil && store.messages.count == 3)
    }
  }

  @Test("stores the last snapshot at the end, and waits until it was read, having asked for time")
  func last() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 2)
      var taker = Self.taker(of: subject)
      subject.announce(torrents: 0..<100)
      var threads = ThreadGroup()
      try threads.start(named: "manager") { #expect(store.followUntilBarrier()) }
      taker.finish(totals: subject.totals(), without: [])
      threads.join()
      #expect(
        store.messages.dropFirst(2).elementsEqual(
          ["FDSTORE=1 FDNAME=state-b", "FDSTOREREMOVE=1 FDNAME=state-a", "BARRIER=1"]))
      #expect(store.messages[1].hasPrefix("EXTEND_TIMEOUT_USEC="))
      #expect(try Self.successor(of: store).totals() == subject.totals())
      guard case .kept(let totals, _, _)? = subject.reports.all.last else {
        Issue.record("it is not said that the snapshot is kept")
        return
      }
      #expect(subject.reports.all.count == 1 && totals.torrents == 100)
    }
  }

  @Test("leaves in the store the snapshot that it begins with, and goes on under the other name")
  func continued() async {
    await #expect(processExitsWith: .success) {
      let found = try TestSnapshot(torrents: 3).found()
      let subject = try TestSubject(after: found)
      let store = DescriptorStore()
      let passed = [try TestSnapshot(torrents: 3).passed(), try TestSnapshot(madeAt: 1).passed(as: "state-b")]
      var threads = ThreadGroup()
      try threads.start(named: "manager") { #expect(store.followUntilBarrier()) }
      var taker = Self.taker(of: subject, stored: passed)
      threads.join()
      store.follow()
      let mark = "FDNAME=state-restoring"
      #expect(
        store.messages == [
          "FDSTORE=1 \(mark)", "BARRIER=1", "FDSTOREREMOVE=1 \(mark)", "FDSTOREREMOVE=1 FDNAME=state-b",
        ])
      let isTaken = Self.snapshot(&taker, subject, at: taker.due ?? 0, announces: 1)
      store.follow()
      #expect(isTaken)
      #expect(
        store.messages.dropFirst(4).elementsEqual(["FDSTORE=1 FDNAME=state-b", "FDSTOREREMOVE=1 FDNAME=state-a"]))
    }
  }

  @Test("stores what it has restored from disk, so that a crash does not lose it")
  func continuedFromDisk() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let directory = TestDirectory()
      try SnapshotDirectory.open(directory.path).save(try TestSnapshot(torrents: 3).memory())
      let subject = try TestSubject(after: try TestSnapshot().found())
      _ = Self.taker(of: subject, SnapshotSettings(directory: directory.path))
      store.follow()
      #expect(store.messages.filter { !$0.contains("restoring") } == ["FDSTORE=1 FDNAME=state-a"])
      #expect(try Self.successor(of: store).totals().torrents == 3)
    }
  }

  @Test("keeps nothing where that is wanted, and has what was stored removed")
  func ephemeral() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let subject = try TestSubject(workers: 1)
      let passed = [try TestSnapshot().passed(), try TestSnapshot().passed(as: "state-b")]
      var taker = Self.taker(of: subject, SnapshotSettings(isEphemeral: true), stored: passed)
      let isTaken = Self.snapshot(&taker, subject, at: .max - 1, announces: 1)
      taker.finish(totals: subject.totals(), without: [])
      store.follow()
      #expect(!isTaken && taker.due == nil)
      #expect(store.messages == ["FDSTOREREMOVE=1 FDNAME=state-a", "FDSTOREREMOVE=1 FDNAME=state-b"])
      #expect(subject.reports.all == [.ephemeral])
    }
  }

  @Test("says once that the service manager is gone, and does not say that anything is kept")
  func managerGone() async {
    await #expect(processExitsWith: .success) {
      Environment.set("NOTIFY_SOCKET", "/nonexistent/notify")
      let subject = try TestSubject(workers: 1)
      var taker = Self.taker(of: subject)
      for number in UInt64(1)...3 {
        _ = Self.snapshot(&taker, subject, at: number * Self.interval, announces: number)
      }
      taker.finish(totals: subject.totals(), without: [])
      let unusual = subject.reports.unusual
      #expect(unusual.first == .notKept("the descriptor store", .noSuchFile))
      #expect(unusual.count == 2, "the other is that more time could not be asked for")
    }
  }
}
