// A tracker as snapshots see it: tables behind locks, keys, and a note of everything that is reported.
import Glibc
import Hashing
import LinuxIO
import Snapshots
import Swarms
import Synchronization
import TestKit
import TrackerCore
import TrackerProtocol

/// What a snapshot is taken of in these tests; any thread may use it.
final class TestSubject: SnapshotSubject {
  let digestKey: SipKey
  let perAddress = PeersPerAddress.unbounded
  let workerCount: Int
  let clock: TrackerClock
  let ownSecret: ConnectionIDSecret
  let handover = SnapshotHandover()
  let reports = Reports()
  private let tables: LockedArray<SwarmTable>
  /// How often the supervisor was woken.
  let wakeups = Atomic(0)

  init(_ start: StartingPoint, workers: Int = 2) {
    digestKey = start.digestKey
    workerCount = workers
    clock = start.clock
    ownSecret = start.secret
    let key = start.digestKey
    tables = LockedArray(count: SwarmLimits.tableCount) { _ in SwarmTable(key: key) }
  }

  /// A tracker that begins where a snapshot ended, or afresh.
  convenience init(after found: [FoundSnapshot] = [], workers: Int = 2) throws {
    self.init(try StartingPoint.after(found), workers: workers)
  }

  func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result {
    tables.withLock(at: index, body)
  }

  var snapshotReporter: SnapshotReporter { reports.reporter }

  func wakeSupervisor() { wakeups.wrappingAdd(1, ordering: .releasing) }

  /// Waits for another wake-up, half a minute at the most; false if there is none.
  func awaitWakeup() -> Bool {
    for _ in 0..<3000 {
      if wakeups.exchange(0, ordering: .acquiring) > 0 { return true }
      usleep(10_000)
    }
    return false
  }
}

/// Everything that was reported, in order; any thread may report.
final class Reports: Sendable {
  private let events = Locked<[SnapshotEvent]>([])

  /// Notes what it hears.
  var reporter: SnapshotReporter {
    { [self] event in events.withLock { $0.append(event) } }
  }

  /// All events so far.
  var all: [SnapshotEvent] { events.withLock { $0 } }

  /// The events so far, but for those of regular snapshots.
  var unusual: [SnapshotEvent] {
    all.filter { if case .prepared = $0 { false } else { true } }
  }
}
