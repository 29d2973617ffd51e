// Tests of RandomSource.swift.
import Testing

@testable import Swarms

@Suite("The source of chance")
struct RandomSourceTests {
  /// The first outputs that the authors' C code gives for the seed 1234567.
  @Test("It is the published SplitMix64")
  func reference() {
    var random = RandomSource(seed: 1_234_567)
    let outputs = (0..<5).map { _ in random.next() }
    #expect(
      outputs == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test("Numbers stay below their bound, up to the largest one", arguments: [1, 2, 3, 7, 64, 1_000_000, 0xffff_ffff])
  func bounds(bound: Int) {
    var random = RandomSource(seed: UInt64(bound))
    let numbers = (0..<2_000).map { _ in random.next(below: bound) }
    #expect(numbers.allSatisfy { (0..<bound).contains($0) })
    #expect(numbers.min()! <= bound / 100)
    #expect(numbers.max()! >= bound - 1 - bound / 100)
  }

  @Test("Every number below the bound comes equally often", arguments: [2, 3, 10, 100, 255])
  func spread(bound: Int) {
    var random = RandomSource(seed: 42)
    var counts = Array(repeating: 0, count: bound)
    for _ in 0..<bound * 200 { counts[random.next(below: bound)] += 1 }
    #expect(ChiSquare(of: counts).isPlausible)
  }

  @Test("Two numbers of one draw are even, and independent of each other", arguments: [(4, 5), (3, 64), (40, 2)])
  func pairs(first: Int, second: Int) {
    var random = RandomSource(seed: 43)
    var counts = Array(repeating: 0, count: first * second)
    for _ in 0..<counts.count * 200 {
      let (one, other) = random.next(below: first, and: second)
      counts[one * second + other] += 1
    }
    #expect(ChiSquare(of: counts).isPlausible)
  }

  @Test("The same seed gives the same numbers, another seed others")
  func seeds() {
    var (first, same, other) = (RandomSource(seed: 5), RandomSource(seed: 5), RandomSource(seed: 6))
    let numbers = (0..<8).map { _ in first.next() }
    #expect(numbers == (0..<8).map { _ in same.next() })
    #expect(numbers != (0..<8).map { _ in other.next() })
  }
}
