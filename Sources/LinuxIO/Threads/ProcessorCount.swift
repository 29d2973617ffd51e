// The number of processors that this process may use.
internal import CLinux

/// The number of processors.
public enum ProcessorCount {
  /// How many the process may use (sched_getaffinity(2)); at least 1.
  ///
  /// A limit on processor time, systemd's `CPUQuota=` for instance, is not in it.
  public static var available: Int {
    let allowed = Int(clinux_available_processors())
    return allowed > 0 ? allowed : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }
}
