// What is said of what a unit, or the machine, does not give the tracker; it serves all the same.
internal import Systemd

extension LogEvent {
  /// The passed sockets are of one family only.
  static func familyNotPassed(isIPv6: Bool) -> LogEvent {
    let (family, other) = isIPv6 ? ("IPv6", "IPv4") : ("IPv4", "IPv6")
    return LogEvent(
      .notice, MessageID("6a2f08e749744c24aefa13dd7ce61aa7"),
      "serving over \(other) alone: no socket of \(family) was passed, see 'systemctl cat pico-tracker.socket'"
    )
    .with("FAMILY", family).with("OTHER_FAMILY", other)
  }

  /// The service has no directory for its snapshots.
  static func nothingOnDisk() -> LogEvent {
    LogEvent(
      .warning, MessageID("b2a82a2582ac47cfbd6e3dd88f328568"),
      "nothing is kept on disk, because the service has no directory (StateDirectory=):"
        + " 'systemctl stop' or a reboot forgets everything"
    )
  }

  /// The descriptor store has no room for a second snapshot, so the next one is thrown away.
  static func storeTooSmall() -> LogEvent {
    LogEvent(
      .warning, MessageID("662dd3f4cde14005ab127089239ab180"),
      "the service manager keeps no two snapshots in memory (FileDescriptorStoreMax=), and throws new ones away:"
        + " only those on disk count"
    )
  }

  /// No watchdog looks after the process.
  static func notWatched() -> LogEvent {
    LogEvent(
      .notice, MessageID("29c645f1505f42309c93c97362f7a242"),
      "no watchdog (WatchdogSec=): if the tracker hangs, nobody restarts it"
    )
  }
}
