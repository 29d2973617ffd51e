// Limits, and how they read.
import Testing

@testable import pico_tracker

@Suite("The limits of a number")
struct OptionTests {
  private let plain = NumberValue(placeholder: "N", subject: "a number", range: 5...9, standard: "6")

  @Test("Both ends are accepted, their neighbours are not", arguments: [(4, false), (5, true), (9, true), (10, false)])
  func ends(number: UInt64, isAccepted: Bool) {
    #expect(plain.accepts(number) == isAccepted)
  }

  @Test("Zero is accepted only where the option says so")
  func zero() {
    var lenient = plain
    lenient.isZeroAccepted = true
    #expect(lenient.accepts(0) && !plain.accepts(0))
    #expect(!lenient.accepts(1))
  }

  @Test("The rule names what it is about, and the unit if there is one")
  func rule() {
    var timed = plain
    timed.unit = "seconds"
    #expect(plain.rule == "a number is 5 to 9")
    #expect(timed.rule == "a number is 5 to 9 seconds")
  }
}
