// Tests of the powers that Zipf's law is made of.
import Testing

@testable import pico_tracker_load

@Suite("Inverse powers")
struct InversePowerTests {
  @Test(
    "The exponent may be whole, a fraction, 0 or negative",
    arguments: [(2.0, 1.0, 0.5), (4, 0.5, 0.5), (7, 0, 1), (1, 3.5, 1), (10, 3, 0.001), (4, -1.5, 8)])
  func values(base: Double, exponent: Double, expected: Double) {
    #expect(abs(inversePower(of: base, exponent) - expected) < 1e-12)
  }
}
