// Waiting for several descriptors.
import Glibc
import LinuxIO
import Testing

@Suite("A poller")
struct PollerTests {
  /// The tokens that are ready now, in the poller's order.
  private func ready(_ poller: inout Poller, within milliseconds: Int32 = 0) throws -> [UInt64] {
    let count = try poller.wait(milliseconds: milliseconds)
    return (0..<count).map { poller.token(at: $0) }
  }

  @Test("finds nothing ready where nothing is")
  func nothing() throws {
    var poller = try Poller()
    let wakeup = try Wakeup()
    try poller.add(wakeup.descriptor, token: 1)
    #expect(try ready(&poller, within: 1) == [])
    #expect(poller.readyCount == 0)
  }

  @Test("calls what is ready by its token, for as long as it is ready")
  func levelTriggered() throws {
    var poller = try Poller()
    let wakeup = try Wakeup()
    let other = try Wakeup()
    try poller.add(wakeup.descriptor, token: .max)
    try poller.add(other.descriptor, token: 2)
    wakeup.signal()
    #expect(try ready(&poller) == [.max])
    #expect(try ready(&poller) == [.max])
    wakeup.clear()
    #expect(try ready(&poller) == [])
  }

  @Test("wakes for a datagram, without end to its patience")
  func datagram() throws {
    var poller = try Poller()
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    try poller.add(socket.descriptor, token: 4)
    TestClient(.v4).send([1], to: socket.localAddress)
    let count = try poller.wait(milliseconds: nil)
    #expect(count == 1 && poller.token(at: 0) == 4)
  }

  @Test("reports at most its capacity at once")
  func capacity() throws {
    var poller = try Poller()
    let client = TestClient(.v4)
    var group = DatagramSocketGroup()
    for token in 0..<UInt64(Poller.capacity + 4) {
      let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
      try poller.add(socket.descriptor, token: token)
      client.send([1], to: socket.localAddress)
      group.append(socket)
    }
    let first = try ready(&poller)
    let second = try ready(&poller)
    #expect(first.count == Poller.capacity)
    #expect(Set(first + second) == Set(0..<UInt64(group.count)))
  }

  @Test("lets several pollers watch one descriptor, of which at least one wakes")
  func shared() throws {
    let wakeup = try Wakeup()
    var first = try Poller()
    var second = try Poller()
    try first.add(wakeup.descriptor, token: 1, isShared: true)
    try second.add(wakeup.descriptor, token: 2, isShared: true)
    wakeup.signal()
    let tokens = try ready(&first) + ready(&second)
    #expect(!tokens.isEmpty)
  }

  @Test("forgets a descriptor that is closed")
  func closed() throws {
    var poller = try Poller()
    do {
      let wakeup = try Wakeup()
      try poller.add(wakeup.descriptor, token: 1)
      wakeup.signal()
    }
    #expect(try ready(&poller) == [])
  }

  @Test("refuses what cannot be waited for")
  func refused() throws {
    let poller = try Poller()
    var errors: [Errno] = []
    let file = unsafe open("/proc/self/exe", O_RDONLY)
    let wakeup = try Wakeup()
    try poller.add(wakeup.descriptor, token: 1)
    for descriptor in [-1, file, wakeup.descriptor] {
      do throws(Errno) { try poller.add(descriptor, token: 1) } catch { errors.append(error) }
    }
    close(file)
    #expect(errors == [.badDescriptor, Errno(rawValue: EPERM), Errno(rawValue: EEXIST)])
  }

  @Test("has no token beyond those that are ready")
  func outOfBounds() async {
    await #expect(processExitsWith: .failure) {
      let poller = try Poller()
      _ = poller.token(at: 0)
    }
  }

  @Test("ends its wait when a signal handler has run")
  func interrupted() async {
    await #expect(processExitsWith: .exitCode(7)) {
      signal(SIGUSR1) { _ in }
      let waiter = Locked<pthread_t?>(nil)
      var threads = ThreadGroup()
      try threads.start(named: "waiter") {
        // The threads that tests run on block nearly every signal.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
        waiter.withLock { $0 = pthread_self() }
        guard var poller = try? Poller(), let count = try? poller.wait(milliseconds: nil) else { exit(1) }
        exit(count == 0 ? 7 : 2)
      }
      // The first signal may come before the wait, so there are more; the waiter ends the process.
      for _ in 0..<100_000 {
        if let thread = waiter.withLock({ $0 }) { pthread_kill(thread, SIGUSR1) }
        sleepBriefly()
      }
      threads.join()
    }
  }
}
