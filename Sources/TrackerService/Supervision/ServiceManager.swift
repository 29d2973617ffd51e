// The conversation with the service manager, whose failures are logged once.
internal import Systemd

/// The service manager as the supervisor sees it. Telling is best effort: without one the tracker serves all the same.
struct ServiceManager: Sendable {
  private let notifier = ServiceNotifier()
  private let log: Log
  /// Whether it was said already that something failed; once is enough, for the next attempt is never far.
  private var hasComplained = false
  /// Whether it has not heard yet that a start or a reload is complete.
  private var owesReady = false

  init(log: Log) { self.log = log }

  /// Whether there is one, so that a status sentence is worth making.
  var isPresent: Bool { notifier.isSupervised }

  /// Tells it of changes, in order. What it does not take is not said again, but for the one thing that it waits for.
  mutating func tell(_ notifications: ServiceNotification...) {
    if owesReady { send(.ready) }
    for notification in notifications { send(notification) }
  }

  private mutating func send(_ notification: ServiceNotification) {
    do throws(SystemdError) {
      try notifier.send(notification)
      if notification == .ready { owesReady = false }
    } catch {
      if notification == .ready { owesReady = true }
      complain(error)
    }
  }

  /// Its watchdog over this process, if it has one.
  mutating func readWatchdog() -> Watchdog? {
    do throws(SystemdError) {
      return try .ofThisProcess()
    } catch {
      complain(error)
      return nil
    }
  }

  private mutating func complain(_ error: SystemdError) {
    if !hasComplained { log.record(.serviceManagerUnreachable(error)) }
    hasComplained = true
  }
}
