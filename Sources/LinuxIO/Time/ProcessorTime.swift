// The processor time of a thread, from clock_gettime(2).
internal import CLinux

/// Processor time.
public enum ProcessorTime {
  /// What the calling thread has used, in nanoseconds (CLOCK_THREAD_CPUTIME_ID).
  public static var threadNanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_THREAD_CPUTIME_ID) }
}
