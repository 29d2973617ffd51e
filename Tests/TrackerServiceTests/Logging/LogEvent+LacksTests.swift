// Tests of LogEvent+Lacks.swift.
import Systemd
import Testing

@testable import TrackerService

@Suite("Events of what is missing")
struct LogEventLacksTests {
  @Test("A family without sockets is a notice that names both, and the unit", arguments: [false, true])
  func family(isIPv6: Bool) {
    let event = LogEvent.familyNotPassed(isIPv6: isIPv6)
    #expect(event.priority == .notice)
    #expect(event.text.hasPrefix(isIPv6 ? "serving over IPv4 alone" : "serving over IPv6 alone"))
    #expect(event.text.contains("pico-tracker.socket"))
  }

  @Test("What is forgotten one day is a warning, and names the directive")
  func forgotten() {
    let directives = ["StateDirectory=", "FileDescriptorStoreMax="]
    for (event, directive) in zip([LogEvent.nothingOnDisk(), .storeTooSmall()], directives) {
      #expect(event.priority == .warning)
      #expect(event.text.contains(directive))
    }
  }

  @Test("A missing watchdog is a notice: all is well without it, too")
  func watchdog() {
    #expect(LogEvent.notWatched().priority == .notice && LogEvent.notWatched().text.contains("WatchdogSec="))
  }
}
