// The watchdog of the service manager: whether it is on, and its timeout.
internal import CSystemd

/// The service manager's watchdog: a daemon that is silent for longer than the timeout is killed and restarted.
public struct Watchdog: Equatable, Sendable {
  /// `WatchdogSec=` of the unit, in microseconds.
  public let timeoutMicroseconds: UInt64

  /// Describes a watchdog of a timeout in microseconds.
  public init(timeoutMicroseconds: UInt64) { self.timeoutMicroseconds = timeoutMicroseconds }

  /// The watchdog of this process, or nil if it is not watched, sd_watchdog_enabled(3).
  public static func ofThisProcess() throws(SystemdError) -> Watchdog? {
    var timeout: UInt64 = 0
    // Unsafe: one integer, written during the call.
    let result = unsafe sd_watchdog_enabled(0, &timeout)
    guard try SystemdError.check(.readWatchdog, result) > 0 else { return nil }
    return Watchdog(timeoutMicroseconds: timeout)
  }

  /// How often to consider a ping, in microseconds: a quarter of the timeout, half of what sd_watchdog_enabled(3) advises, so
  /// that one ping withheld for a worker that was late is not yet a restart.
  public var pingPeriodMicroseconds: UInt64 { max(timeoutMicroseconds / 4, 1) }
}
