// Times the pings of the watchdog, and reports a worker that is stuck.
internal import Systemd

/// Turns the workers' progress into pings; without a watchdog nothing is ever due.
///
/// Its times are those of ``MonotonicClock``, as the service manager's are: hours in which the machine slept are no stall.
struct WatchdogPings: Sendable {
  /// What to do at a moment.
  enum Step: Equatable {
    /// Every worker advanced: tell the service manager.
    case ping
    /// A worker stalls; this is said once, not at every look.
    case report(WatchdogGate.Stall)
    /// A worker stalls, but not for long, or that was said already.
    case wait
  }

  private let watchdog: Watchdog?
  private var gate: WatchdogGate
  private var isStallReported = false
  /// When to take the next step, in milliseconds of the clock handed in; nil without a watchdog.
  private(set) var due: UInt64?

  init(_ watchdog: Watchdog?, workers: Int, milliseconds: UInt64) {
    self.watchdog = watchdog
    gate = WatchdogGate(rounds: Array(repeating: 0, count: workers), now: milliseconds * 1000)
    due = watchdog == nil ? nil : milliseconds
  }

  /// Takes a sample of each worker's rounds, and says what to do.
  mutating func step(rounds: [UInt64], milliseconds: UInt64) -> Step {
    guard let watchdog else { return .wait }
    due = milliseconds + max(watchdog.pingPeriodMicroseconds / 1000, 1)
    switch gate.verdict(rounds: rounds, now: milliseconds * 1000) {
    case .ping:
      isStallReported = false
      return .ping
    case .withhold(let stall):
      // A worker that is only between two publications is no news; half of the timeout is.
      guard stall.microseconds > watchdog.timeoutMicroseconds / 2, !isStallReported else { return .wait }
      isStallReported = true
      return .report(stall)
    }
  }
}
