// Signals that are read. Each test raises its signals in a thread of its own, where nothing else is disturbed.
import Glibc
import LinuxIO
import Synchronization
import Testing

@Suite("A signal descriptor")
struct SignalDescriptorTests {
  /// Runs a body in a new thread and waits for it.
  private func inThread(_ body: @escaping @Sendable () throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    let box = Box(failure)
    var threads = ThreadGroup()
    try threads.start(named: "signals") {
      do { try body() } catch { box.value.withLock { $0 = error } }
    }
    threads.join()
    if let error = box.value.withLock({ $0 }) { throw error }
  }

  @Test("has the signals that arrived, each once")
  func signals() throws {
    try inThread {
      let (first, second) = (Signal(rawValue: SIGUSR1), Signal(rawValue: SIGUSR2))
      let signals = try SignalDescriptor([first, second])
      #expect(signals.next() == nil)
      raise(SIGUSR2)
      raise(SIGUSR1)
      raise(SIGUSR1)
      let seen = [signals.next(), signals.next()]
      #expect(seen.contains(first) && seen.contains(second))
      #expect(signals.next() == nil)
    }
  }

  @Test("can be waited for")
  func waiting() throws {
    try inThread {
      let signals = try SignalDescriptor([.hangUp, .interrupt, .terminate])
      var poller = try Poller()
      try poller.add(signals.descriptor, token: 1)
      #expect(try poller.wait(milliseconds: 0) == 0)
      raise(SIGTERM)
      #expect(try poller.wait(milliseconds: nil) == 1)
      #expect(signals.next() == .terminate)
      #expect(try poller.wait(milliseconds: 0) == 0)
    }
  }

  @Test("is not made for what is no signal")
  func noSignal() throws {
    try inThread {
      var caught: Errno?
      do throws(Errno) { _ = try SignalDescriptor([Signal(rawValue: 1000)]) } catch { caught = error }
      #expect(caught == Errno(rawValue: EINVAL))
    }
  }
}

/// A mutex that closures can capture.
private final class Box: Sendable {
  let value: Mutex<(any Error)?>
  init(_ value: consuming Mutex<(any Error)?>) { self.value = value }
}
