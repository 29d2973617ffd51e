// The error of an exchange with systemd.
internal import CSystemd

/// An exchange with systemd that failed: what was tried, and the reason, the kernel's or ours.
public struct SystemdError: Error, Equatable, Sendable {
  /// What the daemon tried to do.
  public enum Operation: Equatable, Sendable {
    /// Read which descriptors were passed, sd_listen_fds_with_names(3).
    case takeDescriptors
    /// Tell the service manager about the daemon's state, sd_notify(3).
    case notify
    /// Keep descriptors in the service manager's store, sd_pid_notify_with_fds(3).
    case storeDescriptors
    /// Have the service manager close descriptors of its store, sd_notify(3).
    case removeStored
    /// Wait until the service manager has read all notifications, sd_notify_barrier(3).
    case waitForManager
    /// Read the watchdog's timeout, sd_watchdog_enabled(3).
    case readWatchdog
    /// Write an entry to the journal, sd_journal_sendv(3).
    case writeJournal
  }

  /// What was tried.
  public let operation: Operation
  /// The reason, a positive errno(3).
  public let errorNumber: CInt

  init(_ operation: Operation, errorNumber: CInt) {
    self.operation = operation
    self.errorNumber = errorNumber
  }

  /// The result of a call that is a negative errno where it failed; thrown then as a `SystemdError`.
  static func check(_ operation: Operation, _ result: CInt) throws(SystemdError) -> CInt {
    guard result >= 0 else { throw SystemdError(operation, errorNumber: -result) }
    return result
  }
}

extension SystemdError: CustomStringConvertible {
  /// One sentence for the operator: what failed, why, and where to look.
  public var description: String {
    let reason = errorText(errorNumber)
    switch operation {
    case .takeDescriptors:
      return "cannot take the sockets of the service manager: \(reason); "
        + "check who sets LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES"
    case .notify:
      return "cannot notify the service manager: \(reason); check NOTIFY_SOCKET and that the unit allows AF_UNIX"
    case .storeDescriptors:
      return "cannot store a descriptor with the service manager: \(reason); check FileDescriptorStoreMax= of the unit"
    case .removeStored:
      return "cannot remove a descriptor from the service manager's store: \(reason); check NOTIFY_SOCKET"
    case .waitForManager:
      return "the service manager did not confirm that it read the notifications: \(reason)"
    case .readWatchdog:
      return "cannot read the watchdog's timeout: \(reason); check who sets WATCHDOG_USEC and WATCHDOG_PID"
    case .writeJournal:
      return "cannot write to the journal: \(reason); check that the unit can reach /run/systemd/journal/socket"
    }
  }
}

/// The text of an errno(3), "Permission denied" for EACCES.
func errorText(_ number: CInt) -> String {
  // Unsafe: a C string that stays until this thread asks again (glibc 2.32 and newer), copied at once.
  unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}
