// Tests of PeerShares.swift: how many leechers and seeders a reply has.
import Testing

@testable import Swarms

@Suite("The shares of a reply")
struct PeerSharesTests {
  /// The shares, and whether chance was asked for them.
  private func shares(
    for requester: Requester, leechers: Int, seeders: Int, seed: UInt64 = 1
  ) -> (leechers: Int, seeders: Int, isChance: Bool) {
    var random = RandomSource(seed: seed)
    var untouched = random
    let shares = PeerShares(for: requester, leechers: leechers, seeders: seeders, &random)
    return (shares.leechers, shares.seeders, random.next() != untouched.next())
  }

  /// A leecher that is in its swarm.
  private func leecher(wanted: Int) -> Requester { Requester(role: .leecher, wanted: wanted, index: 0) }

  @Test(
    "of a seeder are leechers alone, without chance (A-30)",
    arguments: [(0, 5, 0), (3, 5, 3), (5, 5, 5), (6, 5, 5), (200, 0, 0)])
  func seeder(wanted: Int, leechers: Int, due: Int) {
    for index in [-1, 0, 7] {
      let requester = Requester(role: .seeder, wanted: wanted, index: index)
      let shares = shares(for: requester, leechers: leechers, seeders: 90)
      #expect(shares == (due, 0, false))
    }
  }

  /// Leechers with the requester among them.
  @Test(
    "that come out even are exact, without chance",
    arguments: [
      (wanted: 10, leechers: 31, seeders: 70, due: [3, 7]), (wanted: 4, leechers: 3, seeders: 2, due: [2, 2]),
      (wanted: 50, leechers: 101, seeders: 0, due: [50, 0]), (wanted: 50, leechers: 1, seeders: 100, due: [0, 50]),
      (wanted: 1, leechers: 2, seeders: 0, due: [1, 0]), (wanted: 200, leechers: 21, seeders: 30, due: [20, 30]),
    ] as [(wanted: Int, leechers: Int, seeders: Int, due: [Int])])
  func even(wanted: Int, leechers: Int, seeders: Int, due: [Int]) {
    let shares = shares(for: leecher(wanted: wanted), leechers: leechers, seeders: seeders)
    #expect(shares == (due[0], due[1], false))
  }

  @Test("leave the requester out, unless it could not be stored (A-29)")
  func requester() {
    let among = shares(for: leecher(wanted: 50), leechers: 4, seeders: 2)
    #expect(among == (3, 2, false))
    let outside = shares(for: Requester(role: .leecher, wanted: 50, index: -1), leechers: 4, seeders: 2)
    #expect(outside == (4, 2, false))
    let alone = shares(for: leecher(wanted: 50), leechers: 1, seeders: 0)
    #expect(alone == (0, 0, false))
    let nobody = shares(for: leecher(wanted: 0), leechers: 9, seeders: 9)
    #expect(nobody == (0, 0, false))
  }

  @Test("add up to what is wanted and never exceed what there is, for all small swarms")
  func bounds() {
    for (others, seeders) in (0..<8).flatMap({ others in (0..<8).map { (others, $0) } }) {
      for wanted in 0..<17 {
        for seed in 0..<20 as Range<UInt64> {
          let shares = shares(for: leecher(wanted: wanted), leechers: others + 1, seeders: seeders, seed: seed)
          let isSound =
            shares.leechers + shares.seeders == min(wanted, others + seeders)
            && (0...others).contains(shares.leechers) && (0...seeders).contains(shares.seeders)
          guard isSound else {
            Issue.record("\(wanted) of \(others) others and \(seeders) seeders: \(shares)")
            return
          }
        }
      }
    }
  }

  /// The numbers of others are without the requester.
  @Test(
    "are rounded up or down by chance, exactly so often that they are right on average",
    arguments: [(1, 1, 2), (1, 99, 1), (1, 1, 999), (7, 20, 30), (50, 61, 240), (66, 3, 197), (200, 200, 1)])
  func rounding(wanted: Int, others: Int, seeders: Int) {
    var random = RandomSource(seed: 32)
    let rounds = 60_000
    let (floor, rest) = (wanted * others).quotientAndRemainder(dividingBy: others + seeders)
    var roundedUp = 0
    for _ in 0..<rounds {
      let shares = PeerShares(for: leecher(wanted: wanted), leechers: others + 1, seeders: seeders, &random)
      guard shares.leechers == floor || shares.leechers == floor + 1 else {
        Issue.record("\(shares.leechers) leechers, where \(floor) or one more are due")
        return
      }
      roundedUp += shares.leechers - floor
    }
    let chance = Double(rest) / Double(others + seeders)
    // Six deviations come once in a thousand million runs.
    let bound = 6 * (Double(rounds) * chance * (1 - chance)).squareRoot()
    #expect(abs(Double(roundedUp) - Double(rounds) * chance) < bound)
  }
}
