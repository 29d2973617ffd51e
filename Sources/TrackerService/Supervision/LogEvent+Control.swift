// The log events of reloads, the watchdog and the service manager.
internal import LinuxIO
internal import Systemd

extension LogEvent {
  /// A reload took over new settings; some may wait for a restart.
  static func reloaded(_ settings: LiveSettings, _ reread: RereadSettings, arePassed: Bool) -> LogEvent {
    var waiting = reread.waiting
    if let port = reread.port, !arePassed { waiting.insert(port, at: 0) }
    var text = "reloaded: \(settings.text)"
    if !waiting.isEmpty {
      text += "; \(waiting.joined(separator: ", ")) \(waiting.count == 1 ? "waits" : "wait") for a restart"
    }
    if let port = reread.port, arePassed { text += "; \(port) has no effect, for pico-tracker.socket decides the port" }
    return LogEvent(.notice, MessageID("052d204618a441dc8f59cb3cf681a65f"), text)
      .with("SETTINGS", settings.text).with("WAITING", waiting.isEmpty ? "nothing" : waiting.joined(separator: ", "))
  }

  /// A reload brought values that cannot be used.
  static func reloadRefused(_ problems: [String], keeping settings: LiveSettings) -> LogEvent {
    let reason = problems.joined(separator: " ")
    return LogEvent(
      .warning, MessageID("50e05783b56f43008b66530d1c83e947"),
      "reload refused: \(reason) Still serving with \(settings.text)"
    )
    .with("SETTINGS", settings.text).with("REASON", reason)
  }

  /// Nobody can ask for a reload.
  static func reloadUnavailable(_ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("c1d8a39e52f74b0b9d3c6e1a7f20b485"),
      "serving, but 'systemctl reload' will not work: no socket can be had for it: \(error); restart to change settings"
    )
    .with("REASON", "\(error)")
  }

  /// A reload command had no answer; `message` says why and what to do.
  public static func reloadFailed(_ message: String) -> LogEvent {
    LogEvent(.error, MessageID("6e0b7c52a9d14f38b1f4d2c8e3975a06"), message).with("REASON", message)
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
