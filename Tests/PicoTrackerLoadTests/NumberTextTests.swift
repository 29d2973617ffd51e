import Testing

@testable import pico_tracker_load

@Suite("Numbers as text")
struct NumberTextTests {
  @Test("A fixed number of digits, rounded")
  func fixedDigits() {
    #expect(fixed(1.005, digits: 1) == "1.0")
    #expect(fixed(0.96, digits: 1) == "1.0")
    #expect(fixed(-2.5, digits: 2) == "-2.50")
    #expect(fixed(-0.001, digits: 2) == "0.00")
    #expect(fixed(12.6, digits: 0) == "13")
    #expect(fixed(0.07, digits: 2) == "0.07")
  }

  @Test("Commas after every third digit from the right")
  func groups() {
    #expect(grouped(0) == "0")
    #expect(grouped(999) == "999")
    #expect(grouped(1000) == "1,000")
    #expect(grouped(1_234_567) == "1,234,567")
  }

  @Test("Times have a digit after the point only where it matters")
  func times() {
    #expect(microseconds(12_340) == "12.3")
    #expect(microseconds(1_234_500) == "1,235")
  }
}
