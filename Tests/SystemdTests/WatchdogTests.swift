// The watchdog's settings, from the environment of a child process.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit
import Testing

@testable import Systemd

@Suite("The watchdog")
struct WatchdogTests {
  @Test("is not there without the service manager's variables")
  func absent() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("WATCHDOG_USEC")
      let watchdog = try Watchdog.ofThisProcess()
      #expect(watchdog == nil)
    }
  }

  @Test("has the timeout the service manager set for this process")
  func present() async {
    await #expect(processExitsWith: .success) {
      Environment.set("WATCHDOG_USEC", "20000000")
      Environment.set("WATCHDOG_PID", "\(getpid())")
      let watchdog = try Watchdog.ofThisProcess()
      #expect(watchdog == Watchdog(timeoutMicroseconds: 20_000_000))
    }
  }

  @Test("is not there if it is set for another process")
  func otherProcess() async {
    await #expect(processExitsWith: .success) {
      Environment.set("WATCHDOG_USEC", "20000000")
      Environment.set("WATCHDOG_PID", "\(getppid())")
      let watchdog = try Watchdog.ofThisProcess()
      #expect(watchdog == nil)
    }
  }

  @Test("is an error that names the variables if they are damaged")
  func damaged() async {
    await #expect(processExitsWith: .success) {
      Environment.set("WATCHDOG_USEC", "soon")
      Environment.remove("WATCHDOG_PID")
      let error = #expect(throws: SystemdError.self) { try Watchdog.ofThisProcess() }
      #expect(error == SystemdError(.readWatchdog, errorNumber: EINVAL))
      #expect(error?.description.contains("WATCHDOG_USEC") == true)
    }
  }

  @Test("wants pings at most half the timeout apart", arguments: [1, 2, 3, 4, 1_000_000, UInt64.max])
  func period(timeout: UInt64) {
    let period = Watchdog(timeoutMicroseconds: timeout).pingPeriodMicroseconds
    #expect(period >= 1)
    #expect(period <= max(timeout / 2, 1))
  }
}
