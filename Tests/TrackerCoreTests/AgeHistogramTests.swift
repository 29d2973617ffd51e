// Tests of the classes of connection id ages.
import Testing

@testable import TrackerCore

@Suite("The histogram of connection id ages")
struct AgeHistogramTests {
  private func counts(_ histogram: AgeHistogram) -> [UInt64] { (0..<8).map { histogram[$0] } }

  @Test("puts an age into the class of the first bound that it does not exceed", arguments: 0..<8)
  func classes(index: Int) {
    let bounds = AgeHistogram.bounds
    let youngest = index == 0 ? 0 : bounds[index - 1] + 1
    let oldest = index == bounds.count ? UInt32.max : bounds[index]
    var histogram = AgeHistogram()
    histogram.count(age: youngest)
    histogram.count(age: oldest)
    #expect(counts(histogram) == (0..<8).map { $0 == index ? 2 : 0 })
  }

  @Test("has the ages of BEP 15 among its bounds, in rising order: one minute, two, and the grace of thirty")
  func bounds() {
    #expect(AgeHistogram.bounds.count == 7)
    #expect(AgeHistogram.bounds == AgeHistogram.bounds.sorted())
    for age: UInt32 in [60, 120, 1800] { #expect(AgeHistogram.bounds.contains(age)) }
  }

  @Test("adds up class by class")
  func sum() {
    var left = AgeHistogram()
    var right = AgeHistogram()
    for (index, bound) in AgeHistogram.bounds.enumerated() {
      for _ in 0...index { left.count(age: bound) }
      for _ in 0..<10 { right.count(age: bound) }
    }
    right.count(age: .max)
    left += right
    #expect(counts(left) == [11, 12, 13, 14, 15, 16, 17, 1])
  }
}
