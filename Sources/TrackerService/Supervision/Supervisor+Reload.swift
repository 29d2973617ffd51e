// Reloads, as the running tracker follows them.
internal import LinuxIO
internal import Systemd

extension Supervisor {
  /// Answers those who ask for a reload, one after the other.
  mutating func followRequests() {
    while let visit = desk?.next(poller, token: Token.reload) { visit.answer(reload(visit.assignments)) }
  }

  /// Follows an environment, if nothing is wrong with it. The settings are in force when this returns.
  private mutating func reload(_ assignments: [String]) -> ReloadAnswer {
    tellReloading()
    defer { tellReloaded() }
    let reread = reader(assignments)
    for warning in reread.warnings { tracker.log.record(warning) }
    let isAccepted = reread.problems.isEmpty
    if isAccepted { tracker.settings.replace(with: reread.settings) }
    statusLine.complaint = isAccepted ? "" : "; the last reload was refused, see the journal"
    let settings = tracker.settings.current
    let event: LogEvent =
      isAccepted
      ? .reloaded(settings, reread, arePassed: tracker.listeners.arePassed)
      : .reloadRefused(reread.problems, keeping: settings)
    tracker.log.record(event)
    let warnings = isAccepted ? reread.warnings.map { "\nwarning: \($0.text)" }.joined() : ""
    return ReloadAnswer(isAccepted ? .accepted : .refused, event.text + warnings)
  }

  /// A hang-up brings no settings (`kill -HUP`): the process's own environment and command line never change.
  mutating func noteHangUp() {
    tellReloading()
    tracker.log.record(.reloadWithoutSettings(keeping: tracker.settings.current))
    tellReloaded()
  }

  // Before the first READY=1 there is none to repeat: not all workers serve yet.

  private mutating func tellReloading() {
    if isReady { manager.tell(.reloading(monotonicMicroseconds: MonotonicClock.nanoseconds / 1000)) }
  }

  private mutating func tellReloaded() {
    if isReady { refreshStatus(at: Self.milliseconds, alongWith: .ready) }
  }
}
