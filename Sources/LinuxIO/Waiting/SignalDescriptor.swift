// Signals read from a descriptor, with signalfd(2), instead of handlers.
internal import CLinux

/// A descriptor that is readable while one of its signals is pending.
public struct SignalDescriptor: ~Copyable {
  private let owned: Descriptor

  /// The descriptor to wait for. It stays this value's own.
  public var descriptor: Int32 { owned.rawValue }

  /// Blocks the signals in the calling thread, so that from now on they wait to be read here.
  ///
  /// Threads inherit what is blocked: do this before any other is started, or a signal may still end the process there. The
  /// signals stay blocked when this value is gone.
  public init(_ signals: [Signal]) throws(Errno) {
    var set = sigset_t()
    // Unsafe: all three calls read or write the one local set.
    unsafe sigemptyset(&set)
    for signal in signals {
      guard unsafe sigaddset(&set, signal.rawValue) == 0 else { throw .last }
    }
    // pthread_sigmask(3) returns its error, and has none for these arguments.
    _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    owned = try Descriptor(owning: unsafe clinux_signalfd(&set))
  }

  /// Takes the next pending signal, or nil if none is.
  public func next() -> Signal? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    // Unsafe: the kernel writes whole records only, one here, to a local.
    guard unsafe read(descriptor, &info, size) == size else { return nil }
    return Signal(rawValue: Int32(info.ssi_signo))
  }
}
