// Tests of the notifications to the service manager, and of the log where they fail.
import Systemd
import TestKit
import Testing

@testable import TrackerService

@Suite("The service manager")
struct ServiceManagerTests {
  @Test("is told of changes in order")
  func order() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      var manager = ServiceManager(log: Log())
      #expect(manager.isPresent)
      manager.tell(.ready, .status("Serving"))
      manager.tell(.watchdogPing)
      #expect(socket.all() == ["READY=1", "STATUS=Serving", "WATCHDOG=1"])
    }
  }

  @Test("that cannot be told is complained of once")
  func unreachable() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      Environment.set("NOTIFY_SOCKET", "/nowhere/to/be/found")
      var manager = ServiceManager(log: Log())
      for _ in 0..<3 { manager.tell(.ready, .watchdogPing) }
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.matches(of: /warning: cannot notify the service manager/).count == 1)
  }

  @Test("that does not keep up hears later that the tracker is ready, and nothing else late")
  func late() async {
    await #expect(processExitsWith: .success) {
      let socket = NotifySocket()
      let notifier = ServiceNotifier()
      var manager = ServiceManager(log: Log())
      // More than any queue of the kernel holds.
      var isFull = false
      for _ in 0..<1_000_000 where !isFull { isFull = (try? notifier.send(.stopping)) == nil }
      manager.tell(.ready, .status("Lost"))
      #expect(socket.all().allSatisfy { $0 == "STOPPING=1" })
      manager.tell(.status("Heard"))
      manager.tell(.watchdogPing)
      #expect(socket.all() == ["READY=1", "STATUS=Heard", "WATCHDOG=1"])
    }
  }

  @Test("whose watchdog makes no sense is complained of")
  func watchdog() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      Environment.set("WATCHDOG_USEC", "soon")
      var manager = ServiceManager(log: Log())
      #expect(manager.readWatchdog() == nil)
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("warning: cannot read the watchdog's timeout"))
  }

  @Test("is missed by nobody where there is none")
  func absent() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      var manager = ServiceManager(log: Log())
      #expect(!manager.isPresent)
      manager.tell(.ready)
      #expect(manager.readWatchdog() == nil)
    }
    #expect(!String(decoding: try #require(result).standardErrorContent, as: UTF8.self).contains("pico-tracker:"))
  }
}
