// The clock by which the tracker's data ages, clock_gettime(2).
internal import CLinux

/// Time since the machine booted, which only goes forward and goes on while the machine sleeps (CLOCK_BOOTTIME).
public enum BootClock {
  /// The time in nanoseconds. There is no coarse form of this clock; one call takes some 30 ns, without entering the kernel.
  public static var nanoseconds: UInt64 { clinux_clock_nanoseconds(CLOCK_BOOTTIME) }

  /// The time in milliseconds.
  public static var milliseconds: UInt64 { nanoseconds / 1_000_000 }
}
