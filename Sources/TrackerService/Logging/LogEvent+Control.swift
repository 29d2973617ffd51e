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

  /// A hang-up brought no settings, as `kill -HUP` does.
  static func reloadWithoutSettings(keeping settings: LiveSettings) -> LogEvent {
    LogEvent(
      .notice, MessageID("280a954f3ff54d869c95d7311fc6a31a"),
      "SIGHUP brought no settings: still serving with \(settings.text); to change them use 'systemctl reload pico-tracker'"
    )
    .with("SETTINGS", settings.text)
  }

  /// A worker makes no progress; watchdog pings are withheld.
  static func workerStuck(_ worker: Int, microseconds: UInt64) -> LogEvent {
    LogEvent(
      .critical, MessageID("e058ad3f714643eeaa378b3acce715ee"),
      "worker \(worker) has made no progress for \(microseconds / 1000) ms:"
        + " unless it goes on, the service manager restarts the tracker"
    )
    .with("WORKER", worker).with("STALLED_USEC", microseconds)
  }

  /// The service manager could not be told, or asked, something; said once.
  static func serviceManagerUnreachable(_ error: SystemdError) -> LogEvent {
    LogEvent(.warning, MessageID("587944fe29f443c08e8421b0f9f4503f"), "\(error)").with("REASON", "\(error)")
  }
}
