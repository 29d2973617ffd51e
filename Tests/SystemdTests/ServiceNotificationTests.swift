// The text of notifications.
import Testing

@testable import Systemd

@Suite("Service notifications")
struct ServiceNotificationTests {
  @Test(
    "are the assignments of sd_notify(3)",
    arguments: [
      (ServiceNotification.ready, "READY=1"),
      (.status("Serving 12 peers"), "STATUS=Serving 12 peers"),
      (.status(""), "STATUS="),
      (.reloading(monotonicMicroseconds: 123_456), "RELOADING=1\nMONOTONIC_USEC=123456"),
      (.stopping, "STOPPING=1"),
      (.watchdogPing, "WATCHDOG=1"),
      (.watchdogTrigger, "WATCHDOG=trigger"),
      (.extendTimeout(microseconds: 30_000_000), "EXTEND_TIMEOUT_USEC=30000000"),
      (.failed(errorNumber: 98), "ERRNO=98"),
    ])
  func text(notification: ServiceNotification, text: String) {
    #expect(notification.assignments == text)
  }

  @Test("keep a status on one line, whatever is in it")
  func newlines() {
    let status = ServiceNotification.status("a\nREADY=1\r\nb\tc\u{1B}[1m\u{7F}\0d é")
    #expect(status.assignments == "STATUS=a READY=1  b c [1m  d é")
  }

  @Test(
    "cut a status at 2048 bytes, between characters",
    arguments: [("x", 2048), ("é", 2048), ("€", 2046), ("🦆", 2048)])
  func length(character: String, bytes: Int) {
    let text = String(repeating: character, count: 3000)
    let expected = String(repeating: character, count: bytes / character.utf8.count)
    #expect(ServiceNotification.status(text).assignments == "STATUS=\(expected)")
  }

  @Test("leave a status of exactly 2048 bytes whole")
  func exactLength() {
    let text = String(repeating: "x", count: 2048)
    #expect(ServiceNotification.status(text).assignments == "STATUS=\(text)")
  }
}
