// Tests of the options that say who announces, and of their errors.
import ArgumentParser
import Testing

@testable import pico_tracker_load

@Suite("The options of the population")
struct PopulationOptionsTests {
  private func refusal(_ words: String...) -> String? {
    do {
      _ = try PopulationOptions.parse(words)
      return nil
    } catch { return PopulationOptions.message(for: error) }
  }

  private func torrents(_ population: Population) -> [Int] {
    (0..<population.peerCount).map(population.torrent)
  }

  @Test("The population has the peers of the command and the torrents of the option")
  func sizes() throws {
    let population = try PopulationOptions.parse(["--torrents", "7"]).population(peers: 20, otherwise: .uniform)
    #expect(population.peerCount == 20 && population.torrentCount == 7)
    #expect(torrents(population) == (0..<20).map { $0 % 7 })
  }

  @Test("A distribution that was named counts more than the command's own")
  func distribution() throws {
    let options = { (words: [String]) in try PopulationOptions.parse(["--torrents", "50"] + words) }
    let own = try options([]).population(peers: 200, otherwise: .zipf)
    let named = try options(["--distribution", "zipf"]).population(peers: 200, otherwise: .uniform)
    let uniform = try options(["--distribution", "uniform"]).population(peers: 200, otherwise: .zipf)
    #expect(torrents(own) == torrents(named))
    #expect(torrents(uniform) == (0..<200).map { $0 % 50 })
  }

  @Test("A larger exponent gives the first torrent more peers, and another seed other peers")
  func exponent() throws {
    let drawn = { (words: String...) in
      torrents(try PopulationOptions.parse(["--torrents", "50"] + words).population(peers: 500, otherwise: .zipf))
    }
    let share = { (torrents: [Int]) in torrents.count { $0 == 0 } }
    #expect(try share(drawn("--zipf-exponent", "3")) > share(drawn("--zipf-exponent", "0.5")))
    #expect(try drawn("--seed", "1") == drawn())
    #expect(try drawn("--seed", "2") != drawn())
  }

  @Test("The share of seeders reaches the peers")
  func seeders() throws {
    for (share, isSeeder) in [("0", false), ("1", true)] {
      let population = try PopulationOptions.parse(["--seeders", share]).population(peers: 100, otherwise: .uniform)
      #expect((0..<100).allSatisfy { population.isSeeder($0) == isSeeder })
    }
  }

  @Test("What is out of range is refused, with the range")
  func ranges() {
    #expect(refusal("--torrents", "0") == "--torrents 0 is out of range: it is 1 to 10000000.")
    #expect(refusal("--torrents", "10000001") == "--torrents 10000001 is out of range: it is 1 to 10000000.")
    #expect(refusal("--seeders", "1.5") == "--seeders 1.5 is out of range: a share is 0 to 1.")
    #expect(refusal("--zipf-exponent", "4.5") == "--zipf-exponent 4.5 is out of range: it is 0 to 4.")
    #expect(refusal("--zipf-exponent=-1") == "--zipf-exponent -1.0 is out of range: it is 0 to 4.")
    #expect(refusal("--zipf-exponent", "0") == nil && refusal("--zipf-exponent", "4") == nil)
  }

  @Test("An unknown distribution is refused with the names of those there are")
  func unknownDistribution() throws {
    let text = try #require(refusal("--distribution", "pareto"))
    #expect(text.contains("'pareto'") && text.contains("zipf") && text.contains("uniform"))
  }

  @Test("The number wanted may be left to the tracker")
  func wanted() throws {
    #expect(try PopulationOptions.parse(["--num-want=-1"]).numWant == -1)
    #expect(try PopulationOptions.parse([]).numWant == 50)
  }
}
