// The supervisor alone, with workers that only claim to be there.
import Glibc
import LinuxIO
import Snapshots
import TestKit
import Testing

@testable import TrackerService

@Suite("The supervisor", .timeLimit(.minutes(2)))
struct SupervisorTests {
  /// Supervises a tracker in a thread with these signals pending; returns the error that it ended with.
  private static func supervise(_ tracker: Tracker, _ signals: [CInt], whileHolding table: Int? = nil) throws -> Errno?
  {
    let failure = Locked<Errno?>(nil)
    let box = Box(failure)
    var threads = ThreadGroup()
    try threads.start(named: "supervisor") {
      do throws(Errno) {
        let descriptor = try SignalDescriptor([.terminate, .interrupt, .hangUp])
        for signal in signals { pthread_kill(pthread_self(), signal) }
        let settings = SnapshotSettings(isEphemeral: true)
        let search = SnapshotSearch.run(stored: [], settings: settings, report: { _ in })
        let snapshots = SnapshotTaker(tracker, search, settings: settings)
        var supervisor = Supervisor(
          tracker, descriptor, reader: { _ in RereadSettings(LiveSettings()) }, poller: try Poller(),
          snapshots: snapshots)
        guard let table else { return try supervisor.run {} }
        try tracker.holding(table) { () throws(Errno) in try supervisor.run {} }
      } catch {
        box.value.withLock { $0 = error }
      }
    }
    threads.join()
    return box.value.withLock { $0 }
  }

  @Test("says nothing of readiness before the workers serve, not even at a reload")
  func notReady() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      let end = try Self.supervise(Tracker.make(), [SIGHUP, SIGTERM])
      #expect(end == nil)
      #expect(socket.all() == ["STOPPING=1", "STATUS=Stopping"])
    }
  }

  @Test("says that the tracker is ready when all workers serve, once")
  func ready() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      let tracker = try Tracker.make()
      tracker.noteServing()
      let end = try Self.supervise(tracker, [SIGTERM])
      #expect(end == nil)
      let messages = socket.all()
      // The signal may be seen first; what counts is that there is no second READY=1.
      #expect(messages.count { $0 == "READY=1" } <= 1)
      #expect(messages.suffix(2) == ["STOPPING=1", "STATUS=Stopping"])
    }
  }

  @Test("ends with the failure of a worker, and lets the service manager know")
  func failure() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      let tracker = try Tracker.make()
      tracker.noteFailure(.badDescriptor)
      let end = try Self.supervise(tracker, [])
      #expect(end == .badDescriptor)
      #expect(socket.all() == ["ERRNO=9", "STATUS=A worker cannot go on: Bad file descriptor"])
    }
  }

  @Test("goes on while a worker hangs with a table locked")
  func lockedTable() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      let tracker = try Tracker.make()
      tracker.noteServing()
      // The supervisor's own thread has the lock: taking it again would never end.
      let end = try Self.supervise(tracker, [SIGTERM], whileHolding: 0)
      #expect(end == nil)
      #expect(socket.all().last == "STATUS=Stopping")
    }
  }
}

/// A value that closures of several threads can hold.
private final class Box: Sendable {
  let value: Locked<Errno?>

  init(_ value: consuming Locked<Errno?>) { self.value = value }
}

extension Tracker {
  /// Runs `body` while the calling thread has a table.
  fileprivate func holding(_ table: Int, _ body: () throws(Errno) -> Void) throws(Errno) {
    let failure = swarms.withTable(table) { _ -> Errno? in
      do throws(Errno) { try body() } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }
}
