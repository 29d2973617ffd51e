// When the state is written, and where: beside a service manager, in a test's own child process.
import Glibc
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("The state's keeper with a descriptor store", .timeLimit(.minutes(2)))
struct StateKeeperTests {
  /// Milliseconds between two snapshots, by default.
  private static let interval: UInt64 = 60_000

  private static func keeper(
    of tracker: Tracker, _ settings: StateSettings = StateSettings(), inherited: EarlierState? = nil,
    storedNames: [String] = []
  ) -> StateKeeper {
    StateKeeper(tracker, disk: nil, settings: settings, inherited: inherited, storedNames: storedNames, milliseconds: 0)
  }

  /// Does what workers and supervisor do when a snapshot is due; returns whether there was one to take.
  private static func snapshot(
    _ keeper: inout StateKeeper, _ tracker: Tracker, at now: UInt64, announces: UInt64
  ) -> Bool {
    keeper.begin(at: now, announces: announces)
    guard let round = tracker.currentSavingRound else { return false }
    round.save(tracker.swarms, shares: tracker.workerCount)
    keeper.hearNews(at: now, totals: tracker.swarms.totals())
    return true
  }

  /// The tracker that a successor would begin as.
  private static func successor(of store: DescriptorStore) throws -> Tracker {
    let states = EarlierState.all(stored: store.passed, disk: nil, log: Log())
    let tracker = try Tracker.make(inheritance: Inheritance(of: states))
    #expect(tracker.restoreSwarms(from: states) != nil)
    return tracker
  }

  @Test("stores the keys from the first moment on, sealed")
  func keys() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let tracker = try Tracker.make()
      let keeper = Self.keeper(of: tracker)
      store.follow()
      #expect(store.messages == ["FDSTORE=1 FDNAME=state-a"])
      let states = EarlierState.all(stored: store.passed, disk: nil, log: Log())
      let header = try #require(states.first).header
      let expected = StateHeader(
        moment: header.moment, secret: tracker.ownSecret, digestKey: tracker.swarms.digestKey)
      #expect(header.bytes == expected.bytes)
      #expect(keeper.due == Self.interval)
    }
  }

  @Test("stores a snapshot under the other name each time, and removes the one before only then")
  func snapshots() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let tracker = try Tracker.make(workers: 2)
      var keeper = Self.keeper(of: tracker)
      for number in 1...3 {
        tracker.swarms.announce(torrents: 0..<number * 100)
        let isTaken = Self.snapshot(&keeper, tracker, at: keeper.due, announces: UInt64(number * 100))
        #expect(isTaken && tracker.currentSavingRound == nil)
        store.follow()
        #expect(store.stored.count == 1)
        #expect(try Self.successor(of: store).swarms.totals() == tracker.swarms.totals())
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
      let tracker = try Tracker.make()
      var keeper = Self.keeper(of: tracker)
      var taken: [Bool] = []
      for (now, announces) in [(59_999, 1), (60_000, 0), (119_999, 1), (120_000, 1), (180_000, 1), (240_000, 2)] {
        taken.append(Self.snapshot(&keeper, tracker, at: UInt64(now), announces: UInt64(announces)))
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
      let tracker = try Tracker.make(workers: 2)
      var keeper = Self.keeper(of: tracker)
      keeper.begin(at: 60_000, announces: 1)
      let round = try #require(tracker.currentSavingRound)
      let isLast = round.finishShare()
      keeper.hearNews(at: 60_001, totals: SwarmTotals())
      keeper.begin(at: 120_000, announces: 2)
      #expect(!isLast && tracker.currentSavingRound === round)
      store.follow()
      #expect(store.messages.count == 1)
      _ = round.finishShare()
      keeper.hearNews(at: 120_001, totals: SwarmTotals())
      store.follow()
      #expect(tracker.currentSavingRound == nil && store.messages.count == 3)
    }
  }

  @Test("stores the last state at the end, and waits until it was read, having asked for time")
  func last() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let store = DescriptorStore()
      let tracker = try Tracker.make(workers: 2)
      var keeper = Self.keeper(of: tracker)
      tracker.swarms.announce(torrents: 0..<100)
      var threads = ThreadGroup()
      try threads.start(named: "manager") { #expect(store.followUntilBarrier()) }
      keeper.keepLast()
      threads.join()
      #expect(
        store.messages.dropFirst(2).elementsEqual(
          ["FDSTORE=1 FDNAME=state-b", "FDSTOREREMOVE=1 FDNAME=state-a", "BARRIER=1"]))
      #expect(store.messages[1].hasPrefix("EXTEND_TIMEOUT_USEC="))
      #expect(try Self.successor(of: store).swarms.totals() == tracker.swarms.totals())
    }
    let lines = try #require(result).logLines
    #expect(lines.count { $0.hasPrefix("kept 100 peers in 100 torrents for the next start, ") } == 1)
  }

  @Test("leaves in the store the state that it begins with, and goes on under the other name")
  func inherited() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let states = try TestState(torrents: 3).earlier()
      let tracker = try Tracker.make(inheritance: Inheritance(of: states))
      var keeper = Self.keeper(of: tracker, inherited: states[0], storedNames: StateSource.storedNames)
      store.follow()
      #expect(store.messages == ["FDSTOREREMOVE=1 FDNAME=state-b"])
      let isTaken = Self.snapshot(&keeper, tracker, at: keeper.due, announces: 1)
      store.follow()
      #expect(isTaken)
      #expect(store.messages.dropFirst().elementsEqual(["FDSTORE=1 FDNAME=state-b", "FDSTOREREMOVE=1 FDNAME=state-a"]))
    }
  }

  @Test("stores what it has restored from disk, so that a crash does not lose it")
  func inheritedFromDisk() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      let directory = TestDirectory()
      let disk = try StateDisk(directory: directory.path)
      try disk.save(try TestState(torrents: 3).memory())
      let states = EarlierState.all(stored: [], disk: disk, log: Log())
      let tracker = try Tracker.make(inheritance: Inheritance(of: states))
      _ = Self.keeper(of: tracker, inherited: states[0])
      store.follow()
      #expect(store.messages == ["FDSTORE=1 FDNAME=state-a"])
      #expect(try Self.successor(of: store).swarms.totals().torrents == 3)
    }
  }

  @Test("keeps nothing where that is wanted, and has what was stored removed")
  func ephemeral() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let store = DescriptorStore()
      let tracker = try Tracker.make()
      var keeper = Self.keeper(
        of: tracker, StateSettings(isEphemeral: true), storedNames: StateSource.storedNames)
      let isTaken = Self.snapshot(&keeper, tracker, at: .max - 1, announces: 1)
      keeper.keepLast()
      store.follow()
      #expect(!isTaken && keeper.due == .max)
      #expect(store.messages == ["FDSTOREREMOVE=1 FDNAME=state-a", "FDSTOREREMOVE=1 FDNAME=state-b"])
    }
    #expect(try #require(result).logLines.isEmpty)
  }

  @Test("says once that the service manager is gone, and does not say that the state is kept")
  func managerGone() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      Environment.set("NOTIFY_SOCKET", "/nonexistent/notify")
      let tracker = try Tracker.make()
      var keeper = Self.keeper(of: tracker)
      for number in UInt64(1)...3 {
        _ = Self.snapshot(&keeper, tracker, at: number * Self.interval, announces: number)
      }
      keeper.keepLast()
    }
    let lines = try #require(result).logLines
    let failures = lines.filter { $0.contains("cannot be kept in the descriptor store: No such file or directory") }
    #expect(failures.count == 1)
    #expect(!lines.contains { $0.hasPrefix("kept ") })
  }
}
