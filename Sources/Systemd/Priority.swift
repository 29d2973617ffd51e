// The urgency of a journal entry.

/// The levels of syslog(3), as `PRIORITY=` and as `<N>` before a line on standard error.
public enum Priority: UInt8, CaseIterable, Sendable {
  /// The system is unusable.
  case emergency = 0
  /// Someone must act at once.
  case alert = 1
  /// The daemon cannot go on.
  case critical = 2
  /// Something the daemon should have done failed.
  case error = 3
  /// Something the administrator can put right.
  case warning = 4
  /// Normal, but worth to be seen.
  case notice = 5
  /// What the daemon is doing.
  case informational = 6
  /// Of use to developers alone.
  case debug = 7
}
