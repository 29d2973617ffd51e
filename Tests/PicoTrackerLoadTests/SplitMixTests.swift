// Tests of the random numbers and of the chances they are compared with.
import Testing

@testable import pico_tracker_load

@Suite("Random numbers")
struct SplitMixTests {
  @Test("The numbers are those of the published generator")
  func reference() {
    var random = SplitMix(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
    ]
    let numbers = expected.map { _ in random.next() }
    #expect(numbers == expected)
  }

  @Test("A bound is never reached, and every number below it is")
  func bound() {
    var random = SplitMix(seed: 3)
    var seen = Set<Int>()
    for _ in 0..<1000 { seen.insert(random.below(7)) }
    #expect(seen == Set(0..<7))
  }

  @Test("A chance of 0 never happens and one of 1 always does")
  func certainty() {
    var random = SplitMix(seed: 5)
    let never = (0..<1000).map { _ in random.happens(Chance(0)) }
    let always = (0..<1000).map { _ in random.happens(Chance(1)) }
    #expect(!never.contains(true))
    #expect(!always.contains(false))
  }

  @Test("A chance of a quarter happens a quarter of the time")
  func quarter() {
    var random = SplitMix(seed: 9)
    let count = (0..<40_000).count { _ in random.happens(Chance(0.25)) }
    #expect((9_500...10_500).contains(count))
  }

  @Test("A number below a bound is the upper half of the random number, scaled")
  func scaled() {
    var random = SplitMix(seed: 1_234_567)
    // The upper halves of the first two numbers are 1503580183 and 745795716.
    let whole = [random.below(1 << 32), random.below(1 << 32)]
    #expect(whole == [1_503_580_183, 745_795_716])
    random = SplitMix(seed: 1_234_567)
    let tenths = [random.below(10), random.below(10), random.below(1)]
    #expect(tenths == [3, 1, 0])
  }

  @Test(
    "A chance is a part of 2^32, from 0 to all of it",
    arguments: [(0, 0), (0.5, 1 << 31), (0.75, 3 << 30), (1, 1 << 32), (-1, 0), (7, 1 << 32)] as [(Double, UInt64)])
  func thresholds(probability: Double, threshold: UInt64) {
    #expect(Chance(probability).threshold == threshold)
  }
}
