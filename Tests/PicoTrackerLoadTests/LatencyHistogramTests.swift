// Tests of the histogram of reply times: its buckets and its percentiles.
import Testing

@testable import pico_tracker_load

@Suite("The histogram of latencies")
struct LatencyHistogramTests {
  @Test("A percentile is at most a thirty-second above the true one", arguments: [0.5, 0.9, 0.99, 0.999])
  func percentiles(fraction: Double) {
    var histogram = LatencyHistogram()
    for value in 1...100_000 as ClosedRange<UInt64> { histogram.record(value * 10) }
    let exact = fraction * 1_000_000
    let found = Double(histogram.percentile(fraction))
    #expect(found >= exact && found <= exact * (1 + 1.0 / 32))
  }

  @Test("Small numbers are exact")
  func small() {
    var histogram = LatencyHistogram()
    for value in 0..<32 as Range<UInt64> { histogram.record(value) }
    #expect(histogram.percentile(0.5) == 15)
    #expect(histogram.percentile(1) == 31)
  }

  @Test(
    "Every number lies in a bucket that ends at it or just above", arguments: [31, 32, 33, 63, 64, 65, 1 << 40, .max])
  func buckets(value: UInt64) {
    let bucket = LatencyHistogram.bucket(of: value)
    #expect(LatencyHistogram.upperEnd(of: bucket) >= value)
    #expect(LatencyHistogram.upperEnd(of: bucket - 1) < value)
  }

  @Test("The largest number has a bucket too")
  func largest() {
    var histogram = LatencyHistogram()
    histogram.record(.max)
    #expect(histogram.percentile(1) == .max)
  }

  @Test("Without a count every percentile is 0")
  func empty() { #expect(LatencyHistogram().percentile(0.5) == 0) }

  @Test("Merging adds the counts")
  func merge() {
    var low = LatencyHistogram()
    var high = LatencyHistogram()
    for _ in 0..<3 { low.record(1) }
    high.record(30)
    low.merge(high)
    #expect(low.total == 4)
    #expect(low.percentile(0.75) == 1)
    #expect(low.percentile(1) == 30)
  }

  @Test(
    "Buckets are one wide below 64, two below 128, four below 256",
    arguments: [
      (31, 31, 31), (32, 32, 32), (63, 63, 63), (64, 64, 65), (65, 64, 65), (66, 65, 67), (127, 95, 127),
      (128, 96, 131), (131, 96, 131), (132, 97, 135), (255, 127, 255),
    ] as [(UInt64, Int, UInt64)])
  func boundaries(value: UInt64, bucket: Int, end: UInt64) {
    #expect(LatencyHistogram.bucket(of: value) == bucket)
    #expect(LatencyHistogram.upperEnd(of: bucket) == end)
  }

  @Test("Buckets leave nothing out and do not overlap, over all 64 bits")
  func cover() {
    let last = LatencyHistogram.bucket(of: .max)
    #expect(last == 1919)
    for bucket in 0..<last {
      let end = LatencyHistogram.upperEnd(of: bucket)
      #expect(LatencyHistogram.bucket(of: end) == bucket && LatencyHistogram.bucket(of: end + 1) == bucket + 1)
    }
  }

  @Test(
    "A percentile is the first time that so many do not exceed",
    arguments: [(0, 1), (0.25, 1), (0.251, 2), (0.5, 2), (0.75, 3), (0.76, 20), (1, 20)] as [(Double, UInt64)])
  func ranks(fraction: Double, expected: UInt64) {
    var histogram = LatencyHistogram()
    for value in [20, 3, 1, 2] as [UInt64] { histogram.record(value) }
    #expect(histogram.percentile(fraction) == expected)
  }
}
