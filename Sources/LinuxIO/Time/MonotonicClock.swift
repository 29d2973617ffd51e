// The clock of a running machine, clock_gettime(2): for what is measured against it, such as the wait of poll(2).
internal import CLinux

/// Time that only goes forward, and stands still while the machine sleeps (CLOCK_MONOTONIC).
///
/// Peers, connection ids and everything else that ages go by ``BootClock``.
public enum MonotonicClock {
  /// The time in nanoseconds.
  public static var nanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_MONOTONIC) }

  /// The time in milliseconds.
  public static var milliseconds: UInt64 { nanoseconds / 1_000_000 }
}
