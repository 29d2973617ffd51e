// The log events of the tracker's start and end.
internal import LinuxIO
internal import Swarms
internal import Systemd
internal import TrackerCore

extension LogEvent {
  /// The tracker answers from now on.
  ///
  /// `fingerprint` is that of the secret that other machines have as well, if there is one.
  static func serving(
    _ listeners: borrowing Listeners, version: String, workers: Int, fingerprint: String?
  ) -> LogEvent {
    let port = listeners.addresses.first?.socketAddress.port ?? 0
    let text =
      "version \(version) serves \(listeners.text) with \(workers) worker\(workers == 1 ? "" : "s")"
      + (fingerprint.map { ", under the shared secret with the fingerprint \($0)" } ?? "")
    return LogEvent(.notice, MessageID("73330612d77c47d585b8e3138cbfe88c"), text)
      .with("VERSION", version).with("PORT", port).with("WORKERS", workers)
      .with("IPV4_SOCKETS", listeners.socketCount(of: .v4)).with("IPV6_SOCKETS", listeners.socketCount(of: .v6))
      .with("SECRET", fingerprint ?? "none")
  }

  /// The tracker was asked to stop and did.
  static func stopped(_ report: WorkerReport, kernelDrops: UInt64, totals: SwarmTotals) -> LogEvent {
    let statistics = report.statistics
    let replies = statistics.datagrams &- statistics.drops &- report.repliesLost &- report.repliesRefused
    let peers = totals.ipv4Peers + totals.ipv6Peers
    let text =
      "stopped after \(statistics.datagrams) packet\(statistics.datagrams == 1 ? "" : "s"), \(replies) answered;"
      + " knew \(peers) peer\(peers == 1 ? "" : "s") in \(totals.torrents) torrent\(totals.torrents == 1 ? "" : "s")"
    return LogEvent(.notice, MessageID("639eab1b503b4fa7bceb671f86597656"), text)
      .with("PACKETS", statistics.datagrams).with("REPLIES", replies).with("LOST_PACKETS", kernelDrops)
      .with("PEERS", peers).with("TORRENTS", totals.torrents)
  }

  /// One family cannot be served; the other is.
  static func familyUnavailable(_ error: SocketError) -> LogEvent {
    let isIPv6 = error.address?.family == .v6
    let family = isIPv6 ? "IPv6" : "IPv4"
    return LogEvent(
      .warning, MessageID("64af61411bce4923afd0fcaf52ef97a0"),
      "serving without \(family), which this machine does not offer: \(error.errno)"
    )
    .with("FAMILY", family).with("OTHER_FAMILY", isIPv6 ? "IPv4" : "IPv6").with("REASON", "\(error.errno)")
  }

  /// No socket could be bound; `message` is what a person at a terminal would be told.
  public static func bindFailed(port: UInt16, reason: String, message: String) -> LogEvent {
    LogEvent(.error, MessageID("748d23d7478d45aba5dac02be39d6c13"), message)
      .with("PORT", port).with("REASON", reason)
  }

  /// A flag or a variable is wrong; `message` says how, and what to do.
  public static func settingWrong(_ name: String, message: String) -> LogEvent {
    LogEvent(.error, MessageID("4a92d0e7c65b4f1ea8d37b0c19f6e253"), message)
      .with("SETTING", name).with("REASON", message)
  }

  /// A variable looks like one of the tracker's, but is none; `meant` is what it may have been meant to be.
  public static func variableUnknown(_ name: String, meant: String?) -> LogEvent {
    let guess = meant.map { "; did you mean \($0)?" } ?? ""
    return LogEvent(
      .warning, MessageID("b7e31f08d2aa4c69953f60d41c8e7ab2"),
      "\(name) is no variable of pico-tracker and has no effect\(guess)"
    )
    .with("VARIABLE", name).with("MEANT", meant ?? "unknown")
  }

  /// The system refused what a process normally gets, and the tracker ends.
  public static func systemRefused(_ message: String) -> LogEvent {
    LogEvent(.error, MessageID("93c5f6a10b7e4d22aef84d61b3290c7f"), message).with("REASON", message)
  }

  /// What the service manager passed cannot be served.
  public static func passedSocketWrong(_ failure: PassedSocketFailure) -> LogEvent {
    LogEvent(.error, MessageID("d95ce2970e484bef9c6363c3c12559ae"), failure.text)
      .with("SOCKET_NUMBER", failure.number).with("SOCKET_NAME", failure.name).with("REASON", failure.reason)
  }

  /// The shared secret cannot be used; `path` and `message` are fit to be shown, as on a terminal.
  public static func secretUnusable(path: String, reason: String, message: String) -> LogEvent {
    LogEvent(.error, MessageID("b9a9279949364c579a26f27c4ccdb4bf"), message)
      .with("SECRET_FILE", path).with("REASON", reason)
  }

  /// A port was configured, but passed sockets have theirs.
  static func portIgnored(_ port: UInt16, origin: String, passedPort: UInt16) -> LogEvent {
    LogEvent(
      .warning, MessageID("3b23bb67217342e199cd539cfff59af5"),
      "port \(port), from \(origin), is ignored: the passed sockets are bound to port \(passedPort) already;"
        + " change it with 'systemctl edit pico-tracker.socket'"
    )
    .with("PORT", port).with("SOURCE", origin).with("PASSED_PORT", passedPort)
  }

  /// A receive buffer is smaller than it should be.
  static func receiveBufferSmall(granted: Int, wanted: Int) -> LogEvent {
    LogEvent(
      .warning, MessageID("73a9779d5cb54ef89b6a6250db11ecc5"),
      "the receive buffer is \(granted) bytes, less than the \(wanted) wanted: bursts may be lost;"
        + " raise net.core.rmem_max"
    )
    .with("GRANTED_BYTES", granted).with("WANTED_BYTES", wanted)
  }
}
