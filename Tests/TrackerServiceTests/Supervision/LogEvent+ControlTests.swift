// Tests of the log events of reloads, stalls and the service manager.
import LinuxIO
import Testing

@testable import Systemd
@testable import TrackerService

@Suite("Events of control")
struct LogEventControlTests {
  private static let settings = LiveSettings(interval: 600, connectionIDMaxAge: 120, isDebug: true)
  private static let text = "interval 600 s, connection ids valid for 120 s, debugging on"

  @Test("A reload says what is in force")
  func reloaded() {
    let event = LogEvent.reloaded(Self.settings, RereadSettings(Self.settings), arePassed: true)
    #expect(event.priority == .notice)
    #expect(event.text == "reloaded: \(Self.text)")
    #expect(event.field("SETTINGS") == Self.text && event.field("WAITING") == "nothing")
  }

  @Test("A reload names what waits for a restart, and a port that never comes where the sockets are passed")
  func waiting() {
    let one = RereadSettings(Self.settings, waiting: ["workers 4"])
    #expect(
      LogEvent.reloaded(Self.settings, one, arePassed: false).text
        == "reloaded: \(Self.text); workers 4 waits for a restart")
    let two = RereadSettings(Self.settings, waiting: ["workers 4"], port: "port 5")
    #expect(
      LogEvent.reloaded(Self.settings, two, arePassed: false).text
        == "reloaded: \(Self.text); port 5, workers 4 wait for a restart")
    let passed = LogEvent.reloaded(Self.settings, two, arePassed: true)
    #expect(
      passed.text
        == "reloaded: \(Self.text); workers 4 waits for a restart; port 5 has no effect, for pico-tracker.socket decides"
        + " the port")
    #expect(passed.field("WAITING") == "workers 4")
  }

  @Test("A tracker without reloads says why, and what to do instead")
  func unavailable() {
    let event = LogEvent.reloadUnavailable(.addressFamilyNotSupported)
    #expect(event.priority == .warning && event.text.contains("Address family not supported"))
    #expect(event.text.hasSuffix("restart to change settings"))
  }

  @Test("A refused reload is a warning that says what stays")
  func refused() {
    let event = LogEvent.reloadRefused(["One.", "Two."], keeping: Self.settings)
    #expect(event.priority == .warning)
    #expect(event.text.hasPrefix("reload refused: One. Two. Still serving with \(Self.text)"))
  }

  @Test("A hang-up without settings says that nothing changed, and what would change it")
  func withoutSettings() {
    let event = LogEvent.reloadWithoutSettings(keeping: Self.settings)
    #expect(event.priority == .notice)
    #expect(event.text.contains("still serving with \(Self.text)"))
    #expect(event.text.contains("systemctl reload pico-tracker"))
  }

  @Test("A stall names the worker and how long it lasts")
  func stuck() {
    let event = LogEvent.workerStuck(3, microseconds: 8_250_999)
    #expect(event.priority == .critical)
    #expect(event.text.hasPrefix("worker 3 has made no progress for 8250 ms"))
    #expect(event.field("WORKER") == "3" && event.field("STALLED_USEC") == "8250999")
  }

  @Test("A service manager that cannot be reached is a warning that says where to look")
  func manager() {
    let event = LogEvent.serviceManagerUnreachable(SystemdError(.notify, errorNumber: 13))
    #expect(event.priority == .warning)
    #expect(event.text.hasPrefix("cannot notify the service manager: Permission denied; check "))
    #expect(event.field("REASON") == event.text)
  }
}
