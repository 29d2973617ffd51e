// The main thread of a running tracker: signals, status, watchdog, reports and snapshots.
internal import LinuxIO
internal import Snapshots
internal import Swarms
internal import Systemd
internal import TrackerCore

/// Tells the service manager how the tracker is, follows signals, and sums up what is logged.
///
/// It takes no lock that a worker holds while it works, so that it goes on when a worker does not.
struct Supervisor: ~Copyable {
  /// Milliseconds between two status lines.
  private static let statusMilliseconds: UInt64 = 5000

  /// What wakes the supervisor.
  enum Token {
    static let signal: UInt64 = 0
    static let news: UInt64 = 1
    static let reload: UInt64 = 2
  }

  let tracker: Tracker
  let signals: SignalDescriptor
  /// What makes settings of the environment that a reload brings.
  let reader: SettingsReader
  /// Where reloads are asked for; nil where that cannot be had.
  var desk: ReloadDesk?
  var poller: Poller
  var manager: ServiceManager
  private var pings: WatchdogPings
  var statusLine: StatusLine
  private var statusDue: UInt64 = 0
  private var dropReports: DropReports
  private var snapshots: SnapshotTaker<Tracker>
  /// Until it is known whether the service manager's descriptor store is large enough.
  private var probe: DescriptorStoreProbe?
  private(set) var isReady = false
  private var isStopping = false

  init(
    _ tracker: Tracker, _ signals: consuming SignalDescriptor, reader: @escaping SettingsReader,
    poller: consuming Poller, snapshots: consuming SnapshotTaker<Tracker>
  ) {
    self.tracker = tracker
    self.signals = signals
    self.reader = reader
    self.poller = poller
    probe = snapshots.due == nil ? nil : DescriptorStoreProbe.send()
    self.snapshots = snapshots
    let now = Self.milliseconds
    manager = ServiceManager(log: tracker.log)
    pings = WatchdogPings(
      manager.readWatchdog(), workers: tracker.workerCount, milliseconds: MonotonicClock.milliseconds)
    statusLine = StatusLine(milliseconds: now)
    statusLine.isLogLost = Journal.isStandardErrorNull
    dropReports = DropReports(workers: tracker.workerCount, milliseconds: now)
  }

  /// The time that everything here is due by, but the watchdog: that is systemd's, whose patience stands still while the machine
  /// sleeps, as the workers do.
  static var milliseconds: UInt64 { BootClock.milliseconds }

  /// Looks after the workers until a signal ends the tracker; `onReady` runs once, when all workers serve.
  mutating func run(onReady: () -> Void) throws(Errno) {
    try poller.add(signals.descriptor, token: Token.signal)
    try poller.add(tracker.news.descriptor, token: Token.news)
    openDesk()
    while !isStopping {
      for index in 0..<(try poller.wait(milliseconds: Int32(clamping: sleepMilliseconds))) {
        switch poller.token(at: index) {
        case Token.signal: followSignals()
        case Token.reload: followRequests()
        default: try hearNews(onReady)
        }
      }
      guard isReady else { continue }
      let now = Self.milliseconds
      let awake = MonotonicClock.milliseconds
      if let due = pings.due, awake >= due { pingWatchdog(at: awake) }
      if now >= statusDue {
        refreshStatus(at: now)
        judgeStore()
      }
      snapshots.step(at: now, announces: report.statistics[.announced])
    }
    manager.tell(.stopping, .status("Stopping"))
  }

  /// Begins to take reloads. Without them the tracker serves all the same.
  private mutating func openDesk() {
    do throws(Errno) {
      let desk = try ReloadDesk()
      try desk.open(poller, token: Token.reload)
      self.desk = desk
    } catch {
      tracker.log.record(.reloadUnavailable(error))
    }
  }

  private mutating func followSignals() {
    while let signal = signals.next() {
      if signal == .hangUp { noteHangUp() } else { isStopping = true }
    }
  }

  /// Milliseconds until something is due.
  private var sleepMilliseconds: UInt64 {
    guard isReady else { return Self.statusMilliseconds }
    let (now, awake) = (Self.milliseconds, MonotonicClock.milliseconds)
    var sleep = statusDue > now ? statusDue - now : 0
    if let due = snapshots.due { sleep = min(sleep, due > now ? due - now : 0) }
    if let due = pings.due { sleep = min(sleep, due > awake ? due - awake : 0) }
    return sleep
  }

  private mutating func hearNews(_ onReady: () -> Void) throws(Errno) {
    tracker.news.clear()
    if let failure = tracker.failure {
      manager.tell(.failed(errorNumber: failure.rawValue), .status("A worker cannot go on: \(failure)"))
      throw failure
    }
    guard !isReady else { return snapshots.look(at: Self.milliseconds, totals: report.totals) }
    guard tracker.isServing else { return }
    isReady = true
    onReady()
    refreshStatus(at: Self.milliseconds, alongWith: .ready)
  }

  /// What all workers report together.
  private var report: WorkerReport { WorkerReport(sumOf: tracker.workerReports) }

  /// Takes the snapshot that the next run begins with, but for tables that a worker holds which has not ended.
  mutating func takeLastSnapshot(totals: SwarmTotals, without tables: [Int]) {
    snapshots.finish(totals: totals, without: tables)
  }

  /// Says it if the store is too small: the next snapshot comes before the last one goes. By now the manager has read what it
  /// was given.
  @inline(never)
  private mutating func judgeStore() {
    if let probe = probe.take(), probe.isRefused { tracker.log.record(.storeTooSmall()) }
  }

  private mutating func pingWatchdog(at now: UInt64) {
    switch pings.step(rounds: tracker.workerReports.map { $0.rounds }, milliseconds: now) {
    case .ping: manager.tell(.watchdogPing)
    case .report(let stall): tracker.log.record(.workerStuck(stall.worker, microseconds: stall.microseconds))
    case .wait: break
    }
  }
}

// What is said of requests.
extension Supervisor {
  mutating func refreshStatus(at now: UInt64, alongWith first: ServiceNotification? = nil) {
    statusDue = now + Self.statusMilliseconds
    tracker.log.tellLostLines()
    let reports = tracker.workerReports
    let drops = tracker.listeners.kernelDrops
    let isDebug = tracker.settings.current.isDebug
    for event in dropReports.due(reports, kernelDrops: drops, milliseconds: now, isDebug: isDebug) {
      tracker.log.record(event)
    }
    if let first { manager.tell(first) }
    guard manager.isPresent else { return }
    manager.tell(.status(statusLine.refresh(WorkerReport(sumOf: reports), kernelDrops: drops, milliseconds: now)))
  }

  /// What was dropped or refused since the last report, for the end.
  mutating func reportDrops() {
    let events = dropReports.report(
      tracker.workerReports, kernelDrops: tracker.listeners.kernelDrops, milliseconds: Self.milliseconds,
      isDebug: tracker.settings.current.isDebug)
    for event in events { tracker.log.record(event) }
  }
}
