// Tests of ReloadMessages.swift.
import Testing

@testable import TrackerService

@Suite("The messages of a reload")
struct ReloadMessagesTests {
  @Test(
    "Assignments arrive as they were sent, with whatever is in them",
    arguments: [[], ["A=1"], ["A=1", "B="], ["A=x=y\nC=2", "日本=ü"], ["="]])
  func requests(assignments: [String]) {
    #expect(ReloadRequest.assignments(in: ReloadRequest.bytes(of: assignments)) == assignments)
  }

  @Test("A request without assignments is more than the end of a connection")
  func none() { #expect(ReloadRequest.bytes(of: []) == [0]) }

  @Test("Bytes that are no request are read as something, and harm nobody")
  func garbage() {
    #expect(ReloadRequest.assignments(in: [0, 0, 0]) == [])
    #expect(ReloadRequest.assignments(in: [65, 61, 0xFF, 0, 66]) == ["A=\u{FFFD}", "B"])
  }

  @Test("An answer arrives as it was given", arguments: [ReloadAnswer.Verdict.accepted, .refused, .forbidden])
  func answers(verdict: ReloadAnswer.Verdict) {
    for text in ["", "one\ntwo", "ü"] {
      let answer = ReloadAnswer(verdict, text)
      #expect(ReloadAnswer(answer.bytes) == answer)
    }
  }

  @Test("What is no answer is none", arguments: [[], [3], [255, 65]] as [[UInt8]])
  func noAnswers(bytes: [UInt8]) { #expect(ReloadAnswer(bytes) == nil) }

  @Test("A long answer is cut to what a command takes")
  func longAnswer() {
    #expect(ReloadAnswer(.refused, String(repeating: "x", count: 100_000)).bytes.count == ReloadAnswer.byteLimit)
  }

  @Test("Each process has a name of its own")
  func names() { #expect(ReloadRequest.socketName(ofProcess: 12) == "pico-tracker/12") }
}
