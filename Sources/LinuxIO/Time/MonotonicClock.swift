// The clocks of clock_gettime(2) that a daemon measures by; none of them is ever set back.
internal import CLinux

/// Time that only goes forward, since some moment of the past (CLOCK_MONOTONIC).
public enum MonotonicClock {
  /// The time in nanoseconds.
  public static var nanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_MONOTONIC) }

  /// The time in nanoseconds as of the kernel's last tick, up to 10 ms ago, for a fraction of the cost.
  public static var coarseNanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_MONOTONIC_COARSE) }
}

/// Processor time.
public enum ProcessorTime {
  /// What the calling thread has used, in nanoseconds (CLOCK_THREAD_CPUTIME_ID).
  public static var threadNanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_THREAD_CPUTIME_ID) }
}
