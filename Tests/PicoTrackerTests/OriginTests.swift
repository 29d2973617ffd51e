// Tests of Origin.swift: flags and variables as a person writes them.
import Testing

@testable import pico_tracker

@Suite("Where a value came from")
struct OriginTests {
  @Test("A flag and its value are two words, a variable and its value are one")
  func holding() {
    #expect(Origin.flag("--port").holding("5") == "--port 5")
    #expect(Origin.environment("PICO_TRACKER__PORT").holding("5") == "PICO_TRACKER__PORT=5")
  }

  @Test("The name is the flag as typed, or the variable")
  func names() {
    #expect(Origin.flag("-p").name == "-p")
    #expect(Origin.environment("DEBUG").name == "DEBUG")
  }
}
