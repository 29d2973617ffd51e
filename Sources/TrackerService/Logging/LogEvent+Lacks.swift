// Messages about what a unit, the machine or the readers of the log do not give the tracker; it serves all the same.
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

  /// The log did not take lines for a while, and takes them again.
  static func linesLost(_ count: UInt64) -> LogEvent {
    LogEvent(
      .warning, MessageID("f3c0a7519be84d60a2c1d95e7b48360d"),
      "\(count) line\(count == 1 ? "" : "s") of this log \(count == 1 ? "is" : "are") missing: its reader did not keep up"
    )
    .with("COUNT", count)
  }

  /// Workers have not ended with the others.
  static func workersLeft(_ count: Int) -> LogEvent {
    LogEvent(
      .error, MessageID("0d7be4f26c9148a5b35f8ea06127c4d8"),
      "\(count) worker\(count == 1 ? " does" : "s do") not end: stopping without"
    )
    .with("WORKERS", count)
  }

  /// No watchdog looks after the process.
  static func notWatched() -> LogEvent {
    LogEvent(
      .notice, MessageID("29c645f1505f42309c93c97362f7a242"),
      "no watchdog (WatchdogSec=): if the tracker hangs, nobody restarts it"
    )
  }
}
