// The notifications of sd_notify(3): one assignment per line.

/// A change in the daemon's state that the service manager acts on, or shows.
public enum ServiceNotification: Equatable, Sendable {
  /// The start, or a reload, is complete.
  case ready
  /// A sentence for `systemctl status`; control characters become spaces, and what is over 2048 bytes is cut.
  case status(String)
  /// The configuration is being read again, since this time of CLOCK_MONOTONIC in microseconds (not the coarse clock, which may
  /// lie before the manager's own signal). To be followed by `ready`.
  case reloading(monotonicMicroseconds: UInt64)
  /// The daemon is shutting down.
  case stopping
  /// All is well: starts the watchdog's period anew.
  case watchdogPing
  /// All is not well: acts as if the watchdog's period were over.
  case watchdogTrigger
  /// The start, reload or stop at hand needs this many more microseconds from now.
  case extendTimeout(microseconds: UInt64)
  /// The errno(3) the daemon fails for, positive.
  case failed(errorNumber: CInt)

  /// The assignments as they are sent, without a newline at the end.
  public var assignments: String {
    switch self {
    case .ready: "READY=1"
    case .status(let text): "STATUS=\(singleLine(text))"
    case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
    case .stopping: "STOPPING=1"
    case .watchdogPing: "WATCHDOG=1"
    case .watchdogTrigger: "WATCHDOG=trigger"
    case .extendTimeout(let microseconds): "EXTEND_TIMEOUT_USEC=\(microseconds)"
    case .failed(let errorNumber): "ERRNO=\(errorNumber)"
    }
  }
}

/// The text without control characters: a newline would begin another assignment, an escape reach the reader's terminal.
private func singleLine(_ text: String) -> String {
  let bytes = text.utf8.lazy.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
  return String(decoding: prefix(of: Array(bytes), upTo: SystemdLimits.statusBytes), as: UTF8.self)
}

/// The first bytes of UTF-8 text, at most a number of them, without the half of a character at the cut.
private func prefix(of bytes: [UInt8], upTo limit: Int) -> ArraySlice<UInt8> {
  guard bytes.count > limit else { return bytes[...] }
  var end = limit
  while end > 0, bytes[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
  return bytes[..<end]
}
