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
    _ manager: NotifySocket, workers: Int, settings: LiveSettings = LiveSettings(),
    snapshots: SnapshotSettings = SnapshotSettings(isEphemeral: true),
    reader: @escaping SettingsReader = { _ in RereadSettings(LiveSettings()) }
  ) throws {
    // Free a moment ago, and of the ports that the kernel hands out at random.
    let port = try Listeners.binding(0, workers: 1).addresses[0].socketAddress.port
    let thread = ServiceThread(
      ServiceConfiguration(port: port, workers: workers, settings: settings, snapshots: snapshots), reader)
    self.thread = thread
    try threads.start(named: "service") { thread.run() }
    precondition(manager.waits(for: "READY=1"), "the service is not ready")
  }

  /// Where the service is reached.
  func address(_ family: SocketAddress.Family) -> SocketAddress { .loopback(family, port: thread.configuration.port) }

  /// Sends the service a signal.
  func send(_ signal: CInt) { thread.send(signal) }

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
  private let reader: SettingsReader
  private let state = Locked(State())

  init(_ configuration: ServiceConfiguration, _ reader: @escaping SettingsReader) {
    self.configuration = configuration
    self.reader = reader
  }

  var failure: StartFailure? { state.withLock { $0.failure } }

  func run() {
    state.withLock { $0.thread = pthread_self() }
    do throws(StartFailure) {
      let service = try TrackerService.open(configuration, log: Log())
      try service.run(version: "1.2.3", reader: reader)
    } catch {
      state.withLock { $0.failure = error }
    }
  }

  /// Sends the thread a signal (pthread_kill(3)).
  func send(_ signal: CInt) { pthread_kill(state.withLock { $0.thread }, signal) }
}
