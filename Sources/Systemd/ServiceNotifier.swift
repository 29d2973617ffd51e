// Sends notifications to the service manager, sd_notify(3).
internal import CSystemd

/// Sends notifications to the service manager; does nothing where there is none, and waits for one that does not keep up for
/// a moment only.
///
/// A plain value that owns nothing: any thread may send, each message is one datagram.
public struct ServiceNotifier: Sendable {
  /// Milliseconds for a service manager to make room for a notification: enough for one that is busy.
  private static let patienceMilliseconds: CInt = 100

  /// Whether a service manager listens, so that a status sentence is worth making: NOTIFY_SOCKET is set.
  public let isSupervised: Bool

  /// Looks for a service manager in the environment, once.
  public init() {
    // Unsafe: only asks whether the variable is there.
    isSupervised = unsafe getenv("NOTIFY_SOCKET") != nil
  }

  /// Sends one or several notifications in one message; returns whether there was a service manager to take it.
  ///
  /// - Throws: `EAGAIN` where the service manager does not keep up, and what connect(2) and sendmsg(2) say.
  @discardableResult
  public func send(_ notifications: ServiceNotification...) throws(SystemdError) -> Bool {
    guard isSupervised else { return false }
    var message = ""
    for notification in notifications {
      message += message.isEmpty ? notification.assignments : "\n" + notification.assignments
    }
    // Unsafe: a C string for the length of the call.
    let result = unsafe csystemd_notify(message, nil, 0, Self.patienceMilliseconds)
    return try SystemdError.check(.notify, result) > 0
  }

  /// Keeps open descriptors in the service manager under a name, so that the daemon's next start is passed them; returns
  /// whether there was a service manager to take them.
  ///
  /// The unit must allow for them by `FileDescriptorStoreMax=`: what is beyond it is dropped without a word. Descriptors that
  /// have the name already are kept as well. With `isWatched` it lets go of a descriptor that hangs up. The caller's own
  /// descriptors stay open. Throws EINVAL for a name that is not 1 to
  /// 255 printable ASCII characters without a colon.
  @discardableResult
  public func store(_ descriptors: [CInt], name: String, isWatched: Bool = false) throws(SystemdError) -> Bool {
    guard isDescriptorName(name) else { throw SystemdError(.storeDescriptors, errorNumber: EINVAL) }
    guard isSupervised else { return false }
    // Watching is what the manager does if it is told nothing (since 246).
    let message = "FDSTORE=1\n\(isWatched ? "" : "FDPOLL=0\n")FDNAME=\(name)"
    // Unsafe: the array's memory and its count, for the length of the call.
    let result = unsafe csystemd_notify(
      message, descriptors, UInt32(descriptors.count), Self.patienceMilliseconds)
    return try SystemdError.check(.storeDescriptors, result) > 0
  }

  /// Has the service manager close all descriptors that it keeps under a name; returns whether there was a service manager to
  /// take the message. It is no error if there are none. Throws EINVAL for a name that ``store(_:name:)`` would not take.
  @discardableResult
  public func removeStored(name: String) throws(SystemdError) -> Bool {
    guard isDescriptorName(name) else { throw SystemdError(.removeStored, errorNumber: EINVAL) }
    guard isSupervised else { return false }
    // Unsafe: a C string for the length of the call.
    let result = unsafe csystemd_notify("FDSTOREREMOVE=1\nFDNAME=\(name)", nil, 0, Self.patienceMilliseconds)
    return try SystemdError.check(.removeStored, result) > 0
  }

  /// Waits until the service manager has read all that was sent before, sd_notify_barrier(3); returns whether there is one.
  ///
  /// Throws ETIMEDOUT after as many microseconds.
  @discardableResult
  public func waitUntilRead(timeoutMicroseconds: UInt64) throws(SystemdError) -> Bool {
    guard isSupervised else { return false }
    let milliseconds = CInt(clamping: timeoutMicroseconds / 1000)
    return try SystemdError.check(.waitForManager, csystemd_barrier(milliseconds)) > 0
  }
}

private func isDescriptorName(_ name: String) -> Bool {
  let bytes = name.utf8
  return (1...SystemdLimits.descriptorNameBytes).contains(bytes.count)
    && bytes.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: ":") }
}
