// Tests of the peers of a run: their torrents, ports and roles.
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

  @Test("Ports begin at 1024 in every torrent, go on in steps of 25033, and begin anew when all are used")
  func portSteps() {
    let people = population(peers: 64_514, torrents: 1)
    #expect([0, 1, 2, 3].map(people.port) == [1024, 26_057, 51_090, 11_611])
    #expect([64_512, 64_513].map(people.port) == [1024, 26_057])
    let spread = population(peers: 30, torrents: 10)
    #expect((0..<10).allSatisfy { spread.port(ofPeer: $0) == 1024 && spread.port(ofPeer: $0 + 20) == 51_090 })
  }

  @Test("By Zipf's law the first torrent has the most peers, and none lies beyond the last")
  func zipf() {
    let people = population(peers: 2000, torrents: 20, .zipf(exponent: 1))
    var sizes = [Int](repeating: 0, count: 20)
    for peer in 0..<2000 { sizes[people.torrent(ofPeer: peer)] += 1 }
    #expect(sizes.max() == sizes[0] && sizes[0] > 4 * sizes[19])
    #expect(sizes.reduce(0, +) == people.peerCount)
  }

  @Test("Who is a seeder depends on the seed and not on the distribution")
  func roles() {
    let roles = { (people: Population) in (0..<500).map(people.isSeeder) }
    #expect(roles(population(seeders: 0.5)) == roles(population(.zipf(exponent: 1), seeders: 0.5)))
    #expect(roles(population(seeders: 0.5)) != roles(population(seeders: 0.5, seed: 2)))
  }
}
