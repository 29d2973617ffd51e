// Percentiles of durations.
import Testing

@testable import TrackerService

@Suite("A histogram of durations")
struct DurationHistogramTests {
  /// The histogram of some durations.
  private func histogram(_ durations: some Sequence<UInt64>) -> DurationHistogram {
    var histogram = DurationHistogram()
    for duration in durations { histogram.record(duration) }
    return histogram
  }

  @Test("says nothing of nothing")
  func empty() {
    let histogram = DurationHistogram()
    #expect(histogram.count == 0 && histogram.slowest == 0 && histogram.permille(500) == 0)
  }

  @Test("of one duration has it everywhere", arguments: [0, 1, 7, 8, 9, 1000, 999_999, 17_000_000_000, UInt64.max])
  func one(duration: UInt64) {
    let histogram = histogram([duration])
    for share: UInt64 in [1, 500, 999, 1000] { #expect(histogram.permille(share) == duration) }
    #expect(histogram.slowest == duration && histogram.count == 1)
  }

  @Test("is right to an eighth, and never too low", arguments: [1, 10, 100, 1000, 1_000_000])
  func precision(unit: UInt64) {
    let histogram = histogram((1...1000).map { $0 * unit })
    for share: UInt64 in [10, 500, 990, 999] {
      let exact = share * unit
      #expect((exact...exact + max(exact / 8, 1)).contains(histogram.permille(share)), "\(share) permille")
    }
  }

  @Test("knows the slowest exactly, and does not exceed it")
  func slowest() {
    let histogram = histogram([1000, 1001, 1_000_003])
    #expect(histogram.slowest == 1_000_003 && histogram.permille(1000) == 1_000_003)
  }

  @Test("with another's counts is that of both")
  func sum() {
    var sum = histogram([5, 5, 5])
    sum.add(histogram([70, 80_000]))
    #expect(sum.count == 5 && sum.slowest == 80_000)
    #expect(sum.permille(600) == 5 && (70...79).contains(sum.permille(800)))
  }
}
