// The time of day, from clock_gettime(2).
internal import CLinux

/// The time of day (CLOCK_REALTIME): for what outlives the machine's uptime, or is shared with other machines.
///
/// It is set by administrators and by NTP, so it can jump, forwards and back: never measure with it, and take a time that lies
/// in the future for what it may be, a clock that was wrong then or is now.
public enum RealtimeClock {
  /// The nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted.
  public static var nanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_REALTIME) }
}
