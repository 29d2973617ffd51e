import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("The population")
struct PopulationTests {
  private func population(
    peers: Int = 1000, torrents: Int = 100, _ distribution: TorrentDistribution = .uniform, seeders: Double = 0.8,
    seed: UInt64 = 1
  ) -> Population {
    Population(peers: peers, torrents: torrents, distribution: distribution, seederShare: seeders, seed: seed)
  }

  @Test("Spread uniformly, every torrent has its share of peers")
  func uniform() {
    let people = population(peers: 1050)
    var sizes = [Int](repeating: 0, count: 100)
    for peer in 0..<1050 { sizes[people.torrent(ofPeer: peer)] += 1 }
    #expect(sizes.min() == 10 && sizes.max() == 11)
  }

  @Test("The peers of one torrent have different ports")
  func ports() {
    let people = population(peers: 64_512, torrents: 1)
    let ports = Set((0..<64_512).map(people.port))
    #expect(ports.count == 64_512)
    #expect((ports.min() ?? 0) >= 1024)
  }

  @Test("The share of seeders is as asked for", arguments: [0, 0.2, 0.8, 1])
  func seeders(share: Double) {
    let people = population(peers: 10_000, seeders: share)
    let count = (0..<10_000).count(where: people.isSeeder)
    #expect(abs(Double(count) - share * 10_000) < 250)
    if share == 0 || share == 1 { #expect(count == Int(share * 10_000)) }
  }

  @Test("The same seed makes the same peers, another seed others")
  func seed() {
    let first = population(.zipf(exponent: 1), seed: 4)
    let same = population(.zipf(exponent: 1), seed: 4)
    let other = population(.zipf(exponent: 1), seed: 5)
    let torrents = { (people: Population) in (0..<1000).map(people.torrent) }
    #expect(torrents(first) == torrents(same))
    #expect(torrents(first) != torrents(other))
  }

  @Test("Every torrent has an info hash of its own, in all runs the same")
  func hashes() {
    #expect(Set((0..<10_000).map(Population.infoHash)).count == 10_000)
    #expect(Population.infoHash(ofTorrent: 0).description == "c50fe322350f4f653ae735f80c450fb5e4cca0e1")
  }
}
