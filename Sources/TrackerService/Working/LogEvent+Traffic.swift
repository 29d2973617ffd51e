// The log events of requests: aggregates, and with debugging each request.
internal import LinuxIO
internal import Systemd
internal import TrackerCore
internal import TrackerProtocol

extension LogEvent {
  /// The kernel threw packets away because a receive buffer was full.
  static func packetsLost(_ count: UInt64, seconds: UInt64) -> LogEvent {
    LogEvent(
      .warning, MessageID("f72488c0f76244d494450f345df8fef2"),
      "\(Self.packets(count)) lost in \(seconds) s: the receive buffer was full"
    )
    .with("COUNT", count).with("SECONDS", seconds)
  }

  /// Packets were ignored, or refused with an error, for one reason; `source` is where one of them came from.
  static func requestsRefused(
    _ outcome: Outcome, count: UInt64, seconds: UInt64, source: Endpoint, isDebug: Bool
  ) -> LogEvent {
    let origin = isDebug ? "\(source)" : source.address.prefixText
    let text =
      "\(Self.packets(count)) \(outcome.isDrop ? "ignored" : "refused") in \(seconds) s:"
      + " \(outcome.explanation); \(count == 1 ? "from" : "one was from") \(origin)"
    return LogEvent(.informational, MessageID("fe26f6af1b9d4820b4b95c79c9b946e1"), text)
      .with("REASON", outcome.explanation).with("COUNT", count).with("SECONDS", seconds).with("PEER_PREFIX", origin)
  }

  /// Replies did not leave: the kernel refused them, last for `reason`, or there was no room in a send buffer.
  static func repliesNotSent(refused: UInt64, lost: UInt64, reason: Errno?, seconds: UInt64) -> LogEvent {
    let why = reason.map { ", last for: \($0)" } ?? ""
    return LogEvent(
      .warning, MessageID("62cdc603990c43c899dff031abbc5f12"),
      "\(refused + lost) \(refused + lost == 1 ? "reply" : "replies") not sent in \(seconds) s: the kernel refused"
        + " \(refused)\(why); \(lost) had no room in a send buffer"
    )
    .with("REFUSED", refused).with("LOST", lost).with("SECONDS", seconds)
    .with("REASON", reason.map { "\($0)" } ?? "no room")
  }

  /// How long the workers' steps took, a line for each kind that there was.
  static func stepTimes(_ times: borrowing StepTimes) -> [LogEvent] {
    [
      ("batches", times.batches), ("batches without system calls", times.answers), ("expiry steps", times.expiry),
      ("snapshot slices", times.snapshots),
    ]
    .filter { $0.1.count > 0 }.map(stepTimes)
  }

  private static func stepTimes(_ step: String, _ times: DurationHistogram) -> LogEvent {
    let (median, most, nearlyAll) = (
      microseconds(times.permille(500)), microseconds(times.permille(990)), microseconds(times.permille(999))
    )
    let slowest = microseconds(times.slowest)
    return LogEvent(
      .debug, MessageID("5fd1bb0d2ef64ae8b4a64bd7a3ee3b1f"),
      "\(step): \(times.count); processor time: median \(median) µs, p99 \(most) µs, p99.9 \(nearlyAll) µs,"
        + " slowest \(slowest) µs"
    )
    .with("STEP", step).with("COUNT", times.count).with("MEDIAN_USEC", median).with("P99_USEC", most)
    .with("P999_USEC", nearlyAll).with("SLOWEST_USEC", slowest)
  }

  /// Rounded up, so that nothing takes no time.
  private static func microseconds(_ nanoseconds: UInt64) -> UInt64 { (nanoseconds + 999) / 1000 }

  private static func packets(_ count: UInt64) -> String { "\(count) packet\(count == 1 ? "" : "s")" }

  /// One request and what it was answered, for those who look for a fault.
  static func request(_ text: String, from source: Endpoint, infoHash: InfoHash?) -> LogEvent {
    let event = LogEvent(.debug, MessageID("8c75cc7eb2024e88b0ef1f43eba465a6"), text).with("PEER_PREFIX", "\(source)")
    guard let infoHash else { return event }
    return event.with("INFO_HASH", "\(infoHash)")
  }
}

extension IPAddress {
  /// The network rather than the host: enough to see a pattern, too little to follow a person.
  var prefixText: String {
    switch family {
    case .ipv4: "\(IPAddress(ipv4: ipv4Bits & 0xffff_ff00))/24"
    case .ipv6: "\(IPAddress(high: high & 0xffff_ffff_ffff_0000, low: 0))/48"
    }
  }
}
