// Notifications as they arrive, in a child process that is daemon and service manager at once.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit
import Testing

@testable import Systemd

@Suite("The service notifier")
struct ServiceNotifierTests {
  @Test("does nothing without a service manager")
  func unsupervised() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("NOTIFY_SOCKET")
      let notifier = ServiceNotifier()
      let sent = try notifier.send(.ready)
      let stored = try notifier.store([0], name: "state")
      let removed = try notifier.removeStored(name: "state")
      let waited = try notifier.waitUntilRead(timeoutMicroseconds: 1_000_000)
      #expect(!notifier.isSupervised)
      #expect(!sent && !stored && !removed && !waited)
    }
  }

  @Test("sends each call as one message, and nothing else")
  func messages() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let notifier = ServiceNotifier()
      let first = try notifier.send(.ready, .status("two\nlines"))
      let second = try notifier.send(.watchdogPing)
      #expect(notifier.isSupervised)
      #expect(first && second)
      #expect(manager.receive() == .init(text: "READY=1\nSTATUS=two lines", descriptors: []))
      #expect(manager.receive() == .init(text: "WATCHDOG=1", descriptors: []))
      #expect(manager.receive() == nil)
    }
  }

  @Test("leaves NOTIFY_SOCKET in place, for the messages after the first")
  func environment() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      defer { withExtendedLifetime(manager) {} }
      try ServiceNotifier().send(.ready)
      #expect(Environment.holds("NOTIFY_SOCKET"))
    }
  }

  @Test("stores descriptors under a name, and keeps its own open")
  func storing() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let own = FileIdentity(ofDescriptor: 0)
      let stored = try ServiceNotifier().store([0, 2], name: "swarms")
      let message = try #require(manager.receive())
      #expect(stored)
      #expect(message.text == "FDSTORE=1\nFDPOLL=0\nFDNAME=swarms")
      #expect(message.descriptors.map(FileIdentity.init(ofDescriptor:)) == [own, FileIdentity(ofDescriptor: 2)])
      #expect(own != nil && FileIdentity(ofDescriptor: 0) == own)
    }
  }

  @Test("removes what is stored under a name, in a message without descriptors")
  func removing() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let removed = try ServiceNotifier().removeStored(name: "swarms")
      #expect(removed)
      #expect(manager.receive() == .init(text: "FDSTOREREMOVE=1\nFDNAME=swarms", descriptors: []))
      #expect(manager.receive() == nil)
    }
  }

  @Test(
    "refuses a name the descriptor store does not take",
    arguments: ["", "a:b", "a\nb", "é", String(repeating: "x", count: 256)])
  func names(name: String) {
    let error = #expect(throws: SystemdError.self) { try ServiceNotifier().store([0], name: name) }
    #expect(error == SystemdError(.storeDescriptors, errorNumber: EINVAL))
    let removal = #expect(throws: SystemdError.self) { try ServiceNotifier().removeStored(name: name) }
    #expect(removal == SystemdError(.removeStored, errorNumber: EINVAL))
  }

  @Test("says that nobody is at the other end of the socket")
  func nobodyListens() async {
    await #expect(processExitsWith: .success) {
      Environment.set("NOTIFY_SOCKET", "/nonexistent/notify")
      let error = #expect(throws: SystemdError.self) { try ServiceNotifier().send(.ready) }
      #expect(error == SystemdError(.notify, errorNumber: ENOENT))
    }
  }

  @Test("does not wait for a service manager that does not keep up, and goes on when it does")
  func stalled() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let notifier = ServiceNotifier()
      var sent = 0
      let error = #expect(throws: SystemdError.self) {
        // More than any queue of the kernel holds.
        while sent < 1_000_000 {
          try notifier.send(.watchdogPing)
          sent += 1
        }
      }
      #expect(error == SystemdError(.notify, errorNumber: EAGAIN))
      for _ in 0..<sent { #expect(manager.receive()?.text == "WATCHDOG=1") }
      #expect(manager.receive() == nil)
      try notifier.send(.ready)
      #expect(manager.receive()?.text == "READY=1")
    }
  }

  @Test("waits until the service manager has read everything")
  func barrier() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let notifier = ServiceNotifier()
      try notifier.send(.stopping)
      let reader = Task.detached {
        let messages = [manager.receive(flags: 0), manager.receive(flags: 0)]
        TestDescriptors.close(messages.flatMap { $0?.descriptors ?? [] })
        return messages.map { $0?.text }
      }
      let waited = try notifier.waitUntilRead(timeoutMicroseconds: 60_000_000)
      let texts = await reader.value
      #expect(waited)
      #expect(texts == ["STOPPING=1", "BARRIER=1"])
    }
  }

  @Test("gives up waiting for a service manager that does not read")
  func barrierTimeout() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      defer { withExtendedLifetime(manager) {} }
      let error = #expect(throws: SystemdError.self) {
        try ServiceNotifier().waitUntilRead(timeoutMicroseconds: 1000)
      }
      #expect(error == SystemdError(.waitForManager, errorNumber: ETIMEDOUT))
    }
  }
}
