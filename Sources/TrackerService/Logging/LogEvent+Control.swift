// What is said when somebody, or the watchdog, steps in.
internal import Systemd

extension LogEvent {
  /// A reload took over new settings.
  static func reloaded(_ settings: LiveSettings) -> LogEvent {
    LogEvent(.notice, MessageID("052d204618a441dc8f59cb3cf681a65f"), "reloaded: \(settings.text)")
      .with("SETTINGS", settings.text)
  }

  /// A reload found a value it cannot use; the process that found it has said which.
  static func reloadRefused(keeping settings: LiveSettings) -> LogEvent {
    LogEvent(
      .warning, MessageID("50e05783b56f43008b66530d1c83e947"),
      "reload refused, because of the value named above; still serving with \(settings.text)"
    )
    .with("SETTINGS", settings.text)
  }

  /// A worker makes no progress; watchdog pings are withheld.
  static func workerStuck(_ worker: Int, microseconds: UInt64) -> LogEvent {
    LogEvent(
      .critical, MessageID("e058ad3f714643eeaa378b3acce715ee"),
      "worker \(worker) has made no progress for \(microseconds / 1000) ms: the service manager will restart the tracker"
    )
    .with("WORKER", worker).with("STALLED_USEC", microseconds)
  }
}
