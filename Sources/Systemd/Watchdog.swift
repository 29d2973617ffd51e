// The watchdog of the service manager: whether it is on, and its timeout.
internal import CSystemd

/// The service manager's watchdog: a daemon that is silent for longer than the timeout is killed and restarted.
public struct Watchdog: Equatable, Sendable {
  /// `WatchdogSec=` of the unit, in microseconds.
  public let timeoutMicroseconds: UInt64

  /// Describes a watchdog of a timeout in microseconds.
  public init(timeoutMicroseconds: UInt64) { self.timeoutMicroseconds = timeoutMicroseconds }

  /// The watchdog of this process, or nil if it is not watched: what sd_watchdog_enabled(3) says.
  ///
  /// - Throws: `EINVAL` where a variable is not what a service manager writes.
  public static func ofThisProcess() throws(SystemdError) -> Watchdog? {
    guard let text = ServiceEnvironment.variable("WATCHDOG_USEC") else { return nil }
    guard let timeout = ServiceEnvironment.number(text), timeout > 0, timeout < .max else { throw invalid }
    if let text = ServiceEnvironment.variable("WATCHDOG_PID") {
      guard let process = ServiceEnvironment.number(text) else { throw invalid }
      guard process == UInt64(getpid()) else { return nil }
    }
    return Watchdog(timeoutMicroseconds: timeout)
  }

  private static var invalid: SystemdError { SystemdError(.readWatchdog, errorNumber: EINVAL) }

  /// How often to consider a ping, in microseconds: a quarter of the timeout, half of what sd_watchdog_enabled(3) advises, so
  /// that one ping withheld for a worker that was late is not yet a restart.
  public var pingPeriodMicroseconds: UInt64 { max(timeoutMicroseconds / 4, 1) }
}
