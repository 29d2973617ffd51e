// Tests of PlaceFailures.swift.
import LinuxIO
import Testing

@testable import Snapshots

@Suite("What fails on a snapshot's way")
struct PlaceFailuresTests {
  private let reports = Reports()

  @Test("is told once until it works again, whatever the error, and each step by itself")
  func once() {
    var failures = PlaceFailures(path: "/state/snapshot", report: reports.reporter)
    failures.note(nil, at: .disk)
    failures.note(.inputOutput, at: .disk)
    failures.note(.timedOut, at: .disk)
    failures.note(.noSuchFile, at: .descriptorStore)
    failures.note(nil, at: .disk)
    failures.note(nil, at: .disk)
    failures.note(.inputOutput, at: .disk)
    #expect(
      reports.all == [
        .notKept("/state/snapshot", .inputOutput), .notKept("the descriptor store", .noSuchFile),
        .keptAgain("/state/snapshot"), .notKept("/state/snapshot", .inputOutput),
      ])
  }

  @Test("is remembered until somebody has looked")
  func remembered() {
    var failures = PlaceFailures(path: nil, report: reports.reporter)
    #expect(!failures.haveOccurred && !failures.include(.memory))
    failures.note(.inputOutput, at: .memory)
    #expect(failures.haveOccurred && failures.include(.memory))
    failures.haveOccurred = false
    failures.note(nil, at: .memory)
    #expect(!failures.haveOccurred && !failures.include(.memory))
    failures.note(.inputOutput, at: .memory)
    failures.haveOccurred = false
    failures.note(.inputOutput, at: .memory)
    #expect(failures.haveOccurred, "also where it is no news")
  }
}
