// The main thread of a running tracker: it serves no client, but looks after those who do.
internal import LinuxIO
internal import Systemd

/// Tells the service manager how the tracker is, follows signals, and sums up what is logged.
struct Supervisor: ~Copyable {
  /// Milliseconds between two status lines.
  private static let statusMilliseconds: UInt64 = 5000

  /// What wakes the supervisor.
  private enum Token {
    static let signal: UInt64 = 0
    static let news: UInt64 = 1
  }

  private let tracker: Tracker
  private let signals: SignalDescriptor
  private let pinned: PinnedSettings
  private let notifier = ServiceNotifier()
  private let watchdog: Watchdog?
  private var poller: Poller
  private var statusLine: StatusLine
  private var statusDue: UInt64 = 0
  private var dropReports: DropReports
  private var gate: WatchdogGate
  private var pingDue: UInt64 = 0
  private var isReady = false
  private var isStopping = false

  init(
    _ tracker: Tracker, _ signals: consuming SignalDescriptor, pinned: PinnedSettings, poller: consuming Poller,
    watchdog: Watchdog?
  ) {
    self.tracker = tracker
    self.signals = signals
    self.pinned = pinned
    self.poller = poller
    self.watchdog = watchdog
    let now = Self.milliseconds
    statusLine = StatusLine(milliseconds: now)
    dropReports = DropReports(milliseconds: now)
    gate = WatchdogGate(rounds: Array(repeating: 0, count: tracker.workerCount), now: now * 1000)
  }

  private static var milliseconds: UInt64 { MonotonicClock.nanoseconds / 1_000_000 }

  /// Looks after the workers until a signal ends the tracker; `onReady` runs once, when all workers serve.
  mutating func run(onReady: () -> Void) throws(Errno) {
    try poller.add(signals.descriptor, token: Token.signal)
    try poller.add(tracker.news.descriptor, token: Token.news)
    while !isStopping {
      for index in 0..<(try poller.wait(milliseconds: Int32(clamping: sleepMilliseconds))) {
        if poller.token(at: index) == Token.signal { followSignals() } else { try hearNews(onReady) }
      }
      guard isReady else { continue }
      let now = Self.milliseconds
      if now >= pingDue { pingWatchdog(at: now) }
      if now >= statusDue { refreshStatus(at: now) }
    }
    tell(.stopping, .status("Stopping"))
  }

  /// Milliseconds until something is due.
  private var sleepMilliseconds: UInt64 {
    guard isReady else { return Self.statusMilliseconds }
    let now = Self.milliseconds
    let next = watchdog == nil ? statusDue : min(statusDue, pingDue)
    return next > now ? next - now : 0
  }

  private mutating func hearNews(_ onReady: () -> Void) throws(Errno) {
    tracker.news.clear()
    if let failure = tracker.failure { throw failure }
    guard !isReady, tracker.isServing else { return }
    isReady = true
    onReady()
    refreshStatus(at: Self.milliseconds, alongWith: .ready)
  }
}

// The service manager.
extension Supervisor {
  /// Telling is best effort: without a service manager, or with one that does not listen, the tracker serves all the same.
  private func tell(_ notifications: ServiceNotification...) {
    for notification in notifications { _ = try? notifier.send(notification) }
  }

  private mutating func pingWatchdog(at now: UInt64) {
    guard let watchdog else {
      pingDue = .max
      return
    }
    pingDue = now + max(watchdog.pingPeriodMicroseconds / 1000, 1)
    var rounds: [UInt64] = []
    for worker in 0..<tracker.workerCount { rounds.append(tracker.reports.withLock(at: worker) { $0.rounds }) }
    switch gate.verdict(rounds: rounds, now: now * 1000) {
    case .ping: tell(.watchdogPing)
    case .withhold(let stall):
      // A worker that is only between two publications is no news; half of the timeout is.
      if stall.microseconds > watchdog.timeoutMicroseconds / 2 {
        tracker.log.record(.workerStuck(stall.worker, microseconds: stall.microseconds))
      }
    }
  }

  private mutating func refreshStatus(at now: UInt64, alongWith first: ServiceNotification? = nil) {
    statusDue = now + Self.statusMilliseconds
    let statistics = tracker.report.statistics
    let drops = tracker.listeners.kernelDrops
    let isDebug = tracker.settings.isDebug
    for event in dropReports.due(statistics, kernelDrops: drops, milliseconds: now, isDebug: isDebug) {
      tracker.log.record(event)
    }
    if let first { tell(first) }
    guard notifier.isSupervised else { return }
    let text = statusLine.refresh(statistics, tracker.swarms.totals, kernelDrops: drops, milliseconds: now)
    tell(.status(text))
  }
}

// Signals.
extension Supervisor {
  private mutating func followSignals() {
    while let delivery = signals.next() {
      switch delivery.signal {
      case .hangUp: reload(delivery.isQueued ? ReloadOrder(number: delivery.value) : nil)
      default: isStopping = true
      }
    }
  }

  /// Follows a reload order. A hang-up that carries none (`kill -HUP`) brings no news: the process's own environment and
  /// command line never change.
  private mutating func reload(_ order: ReloadOrder?) {
    if isReady { tell(.reloading(monotonicMicroseconds: MonotonicClock.nanoseconds / 1000)) }
    switch order {
    case .adopt(let settings):
      tracker.settings = settings.replacing(tracker.settings, except: pinned)
      statusLine.complaint = ""
      tracker.log.record(.reloaded(tracker.settings))
    case .refused:
      statusLine.complaint = "; the last reload was refused, see the journal"
      tracker.log.record(.reloadRefused(keeping: tracker.settings))
    case nil:
      tracker.log.record(.reloaded(tracker.settings))
    }
    // Before the first READY=1 there is none to repeat: not all workers serve yet.
    if isReady { refreshStatus(at: Self.milliseconds, alongWith: .ready) }
  }

  /// What was dropped or refused since the last report, for the end.
  mutating func reportDrops() {
    let events = dropReports.report(
      tracker.report.statistics, kernelDrops: tracker.listeners.kernelDrops, milliseconds: Self.milliseconds,
      isDebug: tracker.settings.isDebug)
    for event in events { tracker.log.record(event) }
  }
}
