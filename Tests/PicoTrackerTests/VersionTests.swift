// The version line.
import Testing

@testable import pico_tracker

@Suite("The version")
struct VersionTests {
  @Test("It is three numbers")
  func number() {
    #expect(Version.number.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
  }

  @Test("The line begins with the program's name")
  func line() {
    #expect(Version.line == "pico-tracker \(Version.number)")
  }
}
