// Tests of HeadingStyle.swift: bold headings on terminals alone.
import Testing

@testable import pico_tracker

@Suite("The style of headings")
struct HeadingStyleTests {
  @Test("A terminal gets bold headings")
  func terminal() {
    #expect(HeadingStyle.choose(isTerminal: true, environment: { ["TERM": "xterm"][$0] }) == .bold)
  }

  @Test("An empty NO_COLOR says nothing")
  func emptyNoColor() {
    #expect(HeadingStyle.choose(isTerminal: true, environment: { ["TERM": "xterm", "NO_COLOR": ""][$0] }) == .bold)
  }

  @Test("A file or a pipe gets plain text")
  func pipe() {
    #expect(HeadingStyle.choose(isTerminal: false, environment: { ["TERM": "xterm"][$0] }) == .plain)
  }

  @Test(
    "A terminal that cannot, or a person who does not want it, gets plain text",
    arguments: [["TERM": "dumb"], ["TERM": ""], [:], ["TERM": "xterm", "NO_COLOR": "1"]])
  func unwanted(variables: [String: String]) {
    #expect(HeadingStyle.choose(isTerminal: true, environment: { variables[$0] }) == .plain)
  }
}
