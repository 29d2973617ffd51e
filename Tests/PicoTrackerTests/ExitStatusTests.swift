// Tests of the exit statuses, on which scripts rely.
import Testing

@testable import pico_tracker

@Suite("Exit statuses")
struct ExitStatusTests {
  @Test("They are those of sysexits.h")
  func numbers() {
    #expect(ExitStatus.success.rawValue == 0)
    #expect(ExitStatus.usage.rawValue == 64)
    #expect(ExitStatus.unavailable.rawValue == 69)
    #expect(ExitStatus.systemError.rawValue == 71)
    #expect(ExitStatus.temporaryFailure.rawValue == 75)
    #expect(ExitStatus.noPermission.rawValue == 77)
    #expect(ExitStatus.configuration.rawValue == 78)
  }
}
