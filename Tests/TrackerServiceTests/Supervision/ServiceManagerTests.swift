// What the service manager hears, and what the log hears if it does not.
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
