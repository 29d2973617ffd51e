// Tests of how peers spread over torrents by Zipf's law.
import Testing

@testable import pico_tracker_load

@Suite("Zipf's law")
struct ZipfSamplerTests {
  @Test("The shares of all ranks make a whole, and fall as 1 / k")
  func shares() {
    let sampler = ZipfSampler(count: 100, exponent: 1)
    let shares = (0..<100).map(sampler.share)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(abs(shares[0] / shares[1] - 2) < 1e-9)
    #expect(abs(shares[0] / shares[99] - 100) < 1e-6)
  }

  @Test("An exponent of 0 makes all ranks alike")
  func flat() {
    let sampler = ZipfSampler(count: 8, exponent: 0)
    for rank in 0..<8 { #expect(abs(sampler.share(of: rank) - 0.125) < 1e-12) }
  }

  @Test("A rank is drawn as often as its share says", arguments: [0.5, 1, 1.5])
  func draws(exponent: Double) {
    let sampler = ZipfSampler(count: 20, exponent: exponent)
    var random = SplitMix(seed: 7)
    var counts = [Int](repeating: 0, count: 20)
    let total = 100_000
    for _ in 0..<total { counts[sampler.draw(&random)] += 1 }
    for rank in 0..<20 {
      let expected = sampler.share(of: rank) * Double(total)
      // Five standard deviations of the binomial distribution; the seed is fixed, so this passes always or never.
      let deviation = (expected * (1 - sampler.share(of: rank))).squareRoot()
      #expect(abs(Double(counts[rank]) - expected) < 5 * deviation)
    }
  }

  @Test("A single torrent gets everything")
  func single() {
    let sampler = ZipfSampler(count: 1, exponent: 1)
    var random = SplitMix(seed: 1)
    let ranks = (0..<100).map { _ in sampler.draw(&random) }
    #expect(ranks.allSatisfy { $0 == 0 })
  }

  @Test(
    "A share is the inverse power of the rank, over the sum of all",
    arguments: [
      (1, [6.0 / 11, 3.0 / 11, 2.0 / 11]), (2, [36.0 / 49, 9.0 / 49, 4.0 / 49]), (0, [1.0 / 3, 1.0 / 3, 1.0 / 3]),
    ] as [(Double, [Double])])
  func handmade(exponent: Double, expected: [Double]) {
    let sampler = ZipfSampler(count: 3, exponent: exponent)
    for (rank, share) in expected.enumerated() { #expect(abs(sampler.share(of: rank) - share) < 1e-12) }
  }
}
