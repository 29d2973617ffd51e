// Tests of numbers as people read them.
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

  @Test("What has too many digits to be exact, or is no number, is shown as the language does")
  func beyondDigits() {
    #expect(fixed(.nan, digits: 2) == "nan")
    #expect(fixed(-.infinity, digits: 2) == "-inf")
    #expect(fixed(1e16, digits: 1) == "1e+16")
    #expect(fixed(8e11, digits: 4) == "800000000000.0000")
  }

  @Test("The largest number has six commas")
  func largest() { #expect(grouped(.max) == "18,446,744,073,709,551,615") }

  @Test(
    "A hundred microseconds and more are whole, rounded to the nearest",
    arguments: [
      (0, "0.0"), (49, "0.0"), (50, "0.1"), (99_940, "99.9"), (100_000, "100"), (100_499, "100"), (100_500, "101"),
    ]
      as [(UInt64, String)])
  func border(nanoseconds: UInt64, text: String) { #expect(microseconds(nanoseconds) == text) }

  @Test("Bytes as MiB have a digit after the point")
  func memory() {
    #expect(mebibytes(0) == "0.0")
    #expect(mebibytes(1_572_864) == "1.5")
    #expect(mebibytes(-(1 << 20)) == "-1.0")
  }
}
