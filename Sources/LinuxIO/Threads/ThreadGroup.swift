// Named threads, pthreads(7), that are joined together.
internal import CLinux

/// Threads that are joined together, at the latest when the group is gone.
///
/// Swift may end a group right after its last use, and that waits: call ``join()`` where the waiting belongs.
public struct ThreadGroup: ~Copyable {
  /// Bytes of each thread's stack, in place of the 8 MiB that are usual: address space counts where there is a limit on it. No
  /// thread of the tracker needs a quarter of this; below it lies a page that nobody may touch.
  public static let stackSize = 256 << 10

  /// Microseconds between two looks whether a thread has ended.
  private static let lookMicroseconds: Int64 = 500

  private var handles: [pthread_t] = []

  /// A group without threads.
  public init() {}

  @inlinable
  deinit { joinAll() }

  /// Starts a thread that runs `body` and ends with it. Signals blocked in the calling thread are blocked in the new one.
  ///
  /// - Parameter name: shown by ps(1) and top(1), of at most 15 bytes; the rest is cut off.
  /// - Throws: `EAGAIN` where the system has no thread left, or no memory for the stack of one.
  public mutating func start(named name: String, _ body: @escaping @Sendable () -> Void) throws(Errno) {
    var handle = pthread_t()
    // Unsafe: the new thread takes the one reference that is made here; if there is no new thread, it is taken back.
    let start = unsafe Unmanaged.passRetained(ThreadStart(name: name, body: body))
    let code = unsafe clinux_start_thread(&handle, Self.stackSize, runThread, start.toOpaque())
    guard code == 0 else {
      unsafe start.release()
      throw Errno(rawValue: code)
    }
    handles.append(handle)
  }

  /// Waits until every thread of the group has ended.
  public mutating func join() {
    joinAll()
    handles.removeAll()
  }

  /// Waits for so many milliseconds at the most, all threads together; returns how many have not ended by then. They stay in the
  /// group.
  public mutating func join(patienceMilliseconds: UInt64) -> Int {
    let deadline = MonotonicClock.nanoseconds + patienceMilliseconds * 1_000_000
    // Looking again and again: the thread sanitizer knows no call that waits until a moment of that clock.
    while true {
      handles.removeAll { clinux_try_join($0) == 0 }
      if handles.isEmpty || MonotonicClock.nanoseconds >= deadline { return handles.count }
      clinux_sleep_microseconds(Self.lookMicroseconds)
    }
  }

  /// Leaves threads to themselves that do not end: nobody waits for them any more. For a process that is about to exit.
  public mutating func abandon() {
    for handle in handles { pthread_detach(handle) }
    handles.removeAll()
  }

  @usableFromInline
  func joinAll() {
    for handle in handles {
      // It has no error: each handle is in the group once, is removed when joined, and is never detached.
      pthread_join(handle, nil)
    }
  }
}

/// What a thread is started with.
private final class ThreadStart: Sendable {
  private let name: String
  private let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  func run() {
    // Unsafe: Swift passes a terminated copy. A thread without a name does its work all the same.
    _ = unsafe clinux_name_thread(name)
    body()
  }
}

/// The thread's first function, as pthread_create(3) wants it.
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // Unsafe: the argument is the reference that `start` has made for this call.
  if let argument = unsafe argument {
    unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().run()
  }
  return nil
}
