// The state that all workers of a running tracker share.
internal import Hashing
internal import LinuxIO
internal import Snapshots
internal import Swarms
internal import Synchronization
internal import TrackerCore

/// The shared state of a running tracker. Each part is constant or safe to use from several threads.
final class Tracker: Sendable {
  let log: Log
  let listeners: Listeners
  let swarms: SharedSwarms
  /// The tracker's time.
  let clock: TrackerClock
  /// The secret behind connection ids: the shared one, or else the tracker's own.
  let secret: ConnectionIDSecret
  /// Whether other machines have the same secret.
  let isSecretShared: Bool
  /// The secret that is kept for the next run; a shared one comes from its file each time.
  let ownSecret: ConnectionIDSecret
  /// Readable from the moment that everybody shall stop.
  let stop: Wakeup
  /// Readable when a worker has begun to serve or cannot go on.
  let news: Wakeup
  /// Each worker's counters. A lock is held for a copy only.
  let reports: LockedArray<WorkerReport>
  /// How long the steps of the workers that have ended took.
  let stepTimes = Locked(StepTimes())
  /// What the supervisor has to know of the workers besides.
  private let condition = Locked(Condition())
  /// What a reload can change.
  let settings: SettingsInForce
  /// The snapshot that the workers are to write.
  let handover = SnapshotHandover()

  /// How far the workers are.
  private struct Condition {
    var serving = 0
    var failure: Errno?
  }

  init(
    _ configuration: ServiceConfiguration, workers: Int, listeners: consuming Listeners, start: StartingPoint,
    sharedSecret: ConnectionIDSecret? = nil
  ) throws(Errno) {
    log = Log()
    self.listeners = listeners
    self.settings = SettingsInForce(configuration.settings)
    swarms = SharedSwarms(
      digestKey: start.digestKey, perAddress: PeersPerAddress(configuration.peersPerAddress), workers: workers)
    clock = start.clock
    secret = sharedSecret ?? start.secret
    isSecretShared = sharedSecret != nil
    ownSecret = start.secret
    stop = try Wakeup()
    news = try Wakeup()
    reports = LockedArray(count: workers) { _ in WorkerReport() }
  }

  /// The number of workers.
  var workerCount: Int { reports.count }

  /// The counters that each worker last published.
  var workerReports: [WorkerReport] { (0..<workerCount).map { worker in reports.withLock(at: worker) { $0 } } }
}

// What workers let the supervisor know.
extension Tracker {
  /// Whether every worker waits at its sockets.
  var isServing: Bool { condition.withLock { $0.serving } == workerCount }

  /// Why a worker could not go on, if one could not.
  var failure: Errno? { condition.withLock { $0.failure } }

  /// A worker waits at its sockets from now on.
  func noteServing() {
    condition.withLock { $0.serving += 1 }
    news.signal()
  }

  /// A worker cannot go on; the tracker ends, since a restart is better than a tracker that answers in part.
  func noteFailure(_ error: Errno) {
    condition.withLock { $0.failure = error }
    news.signal()
  }
}

// What snapshots are taken of.
extension Tracker: SnapshotSubject {
  var digestKey: SipKey { swarms.digestKey }

  var perAddress: PeersPerAddress { swarms.perAddress }

  func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result {
    swarms.withTable(index, body)
  }

  var snapshotReporter: SnapshotReporter {
    { [self] event in
      // What is told of each snapshot is for those who look for a fault.
      if case .prepared = event, !settings.current.isDebug { return }
      log.record(LogEvent(event))
    }
  }

  func wakeSupervisor() { news.signal() }
}
