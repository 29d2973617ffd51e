// Tests of Reload.swift: statuses and messages.
import LinuxIO
import Testing

@testable import TrackerService
@testable import pico_tracker

@Suite("The end of a reload command")
struct ReloadTests {
  @Test("An answer has its status")
  func answers() {
    #expect(ReloadAnswer(.accepted, "").exitStatus == .success)
    #expect(ReloadAnswer(.refused, "").exitStatus == .usage)
    #expect(ReloadAnswer(.forbidden, "").exitStatus == .noPermission)
  }

  @Test("No answer says why, of which process, and with what status")
  func failures() {
    let gone = ReloadFailure.unreachable(.connectionRefused)
    #expect(gone.exitStatus == .unavailable)
    #expect(gone.explanation(12).text.hasPrefix("process 12 takes no reload (Connection refused): "))
    #expect(gone.explanation(12).text.contains("systemctl restart pico-tracker"))
    #expect(ReloadFailure.noAnswer.exitStatus == .temporaryFailure)
    #expect(ReloadFailure.noAnswer.explanation(12).text.contains("has not answered for 60 seconds"))
    #expect(ReloadFailure.tooLong(70_000).exitStatus == .usage)
    #expect(ReloadFailure.tooLong(70_000).explanation(12).text.contains("70000 bytes"))
  }

  @Test(
    "Without the id of a process nothing is sent, and the status says that the command was wrong",
    arguments: [[], ["MAINPID="], ["MAINPID=0"], ["MAINPID=-1"], ["MAINPID=1 2"], ["MAINPID=2147483648"]])
  func processID(assignments: [String]) {
    #expect(reload(Variables(assignments: assignments)) == .usage)
  }
}
