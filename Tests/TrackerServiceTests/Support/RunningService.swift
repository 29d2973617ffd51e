// A whole tracker in a thread of a test's own child process.
import Glibc
import LinuxIO
import Snapshots
import TestKit

@testable import TrackerService

/// A service that runs until ``stop(_:)``.
final class RunningService {
  private let thread: ServiceThread
  private var threads = ThreadGroup()

  /// Starts a service on a free port, and waits until it is ready. Unless `snapshots` says otherwise, it keeps nothing.
  init(
    _ manager: NotifySocket, workers: Int, settings: LiveSettings = LiveSettings(), pinned: PinnedSettings = [],
    snapshots: SnapshotSettings = SnapshotSettings(isEphemeral: true)
  ) throws {
    // Free a moment ago, and of the ports that the kernel hands out at random.
    let port = try Listeners.binding(0, workers: 1).addresses[0].socketAddress.port
    let thread = ServiceThread(
      ServiceConfiguration(port: port, workers: workers, settings: settings, pinned: pinned, snapshots: snapshots))
    self.thread = thread
    try threads.start(named: "service") { thread.run() }
    precondition(manager.waits(for: "READY=1"), "the service is not ready")
  }

  /// Where the service is reached.
  func address(_ family: SocketAddress.Family) -> SocketAddress { .loopback(family, port: thread.configuration.port) }

  /// Sends the service a signal, with a number if there is one.
  func send(_ signal: CInt, _ number: UInt32? = nil) { thread.send(signal, number) }

  /// Ends the service; returns why it failed, if it did.
  func stop(_ signal: CInt = SIGTERM) -> StartFailure? {
    send(signal)
    threads.join()
    return thread.failure
  }
}

/// The service's own thread. Signals go to it alone, since other threads of the test do not block them.
private final class ServiceThread: Sendable {
  /// What the thread lets others know.
  private struct State: @unchecked Sendable {
    var thread = pthread_t()
    var failure: StartFailure?
  }

  let configuration: ServiceConfiguration
  private let state = Locked(State())

  init(_ configuration: ServiceConfiguration) { self.configuration = configuration }

  var failure: StartFailure? { state.withLock { $0.failure } }

  func run() {
    state.withLock { $0.thread = pthread_self() }
    do throws(StartFailure) {
      let service = try TrackerService.open(configuration, log: Log())
      try service.run(version: "1.2.3")
    } catch {
      state.withLock { $0.failure = error }
    }
  }

  /// Sends the thread a signal (pthread_kill(3)), with a number if there is one (pthread_sigqueue(3)).
  func send(_ signal: CInt, _ number: UInt32?) {
    let thread = state.withLock { $0.thread }
    guard let number else {
      pthread_kill(thread, signal)
      return
    }
    typealias Queue = @convention(c) (pthread_t, CInt, sigval) -> CInt
    // Unsafe: the function has this type; the C library declares it under _GNU_SOURCE alone. All of a sigval's bytes are set.
    let queue = unsafe unsafeBitCast(dlsym(nil, "pthread_sigqueue"), to: Queue.self)
    let value = unsafe sigval(sival_ptr: UnsafeMutableRawPointer(bitPattern: UInt(number)))
    unsafe precondition(queue(thread, signal, value) == 0)
  }
}
