// Tests of SwarmTable+Neighbours.swift: an address has no more peers in a swarm than it may.
import TestKit
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A swarm, for an address that announces many peers (A-35),", .serialized)
struct SwarmTableNeighboursTests {
  static let families = [AddressFamily.ipv4, .ipv6]

  /// An endpoint of the attacker's address; over IPv6 each has an address of its own in one /64.
  private static func attacker(_ number: Int, _ family: AddressFamily) -> Endpoint {
    let port = UInt16(1024 + number % 60_000)
    return family == .ipv4
      ? Endpoint(address: IPAddress(ipv4: 0xc000_0207), port: port)
      : Endpoint(address: IPAddress(high: 0x2001_0db8_0bad_0001, low: UInt64(number) << 20 | 1), port: port)
  }

  /// An endpoint of somebody else, in a network of his own.
  private static func honest(_ number: Int, _ family: AddressFamily = .ipv4) -> Endpoint {
    family == .ipv4
      ? Endpoint(address: IPAddress(ipv4: 0x0a00_0000 + UInt32(number)), port: 6881)
      : Endpoint(address: IPAddress(high: 0x2001_0db8_0001_0000 + UInt64(number), low: 1), port: 6881)
  }

  private static func harness(_ bound: UInt16) -> TableHarness {
    var harness = TableHarness()
    harness.table = SwarmTable(key: .sample, perAddress: PeersPerAddress(bound))
    return harness
  }

  private static func announce(
    _ endpoint: Endpoint, _ status: PeerStatus = .leecher, wanted: Int = 0, at second: UInt32 = 0,
    in harness: inout TableHarness
  ) -> AnnounceOutcome {
    var change = PeerAnnounce(.sample(0), endpoint, status, at: Tick(seconds: second))
    change.wantedPeerCount = wanted
    return harness.announce(change)
  }

  @Test("keeps as many as it may, in a small swarm and in a large one", arguments: families, [0, 200])
  func bounded(family: AddressFamily, honest: Int) {
    var harness = Self.harness(32)
    for peer in 0..<honest {
      _ = Self.announce(Self.honest(peer, family), peer % 3 == 0 ? .seeder : .leecher, in: &harness)
    }
    for number in 0..<5000 {
      _ = Self.announce(Self.attacker(number, family), number % 2 == 0 ? .seeder : .leecher, in: &harness)
    }
    let counts = harness.counts()
    #expect(Int(counts.seeders + counts.leechers) == honest + 32)
    #expect(harness.table.totals.peers == honest + 32)
    let flaw = harness.table.unsoundness()
    #expect(flaw == nil)
  }

  @Test("hands out honest peers for the most part, however many one address invents")
  func honestShare() {
    var harness = Self.harness(32)
    for peer in 0..<200 { _ = Self.announce(Self.honest(peer), .seeder, in: &harness) }
    for number in 0..<60_000 { _ = Self.announce(Self.attacker(number, .ipv4), .seeder, in: &harness) }
    var (honest, invented) = (0, 0)
    for _ in 0..<200 {
      for peer in Self.announce(Self.honest(500), wanted: 50, in: &harness).peers {
        if peer.address == Self.attacker(0, .ipv4).address { invented += 1 } else { honest += 1 }
      }
    }
    // 200 of 232, and the requester is left out.
    #expect(Double(honest) / Double(honest + invented) > 0.82)
  }

  @Test("lets the newest push out who has been silent for longest", arguments: families, [0, 100])
  func oldestGoes(family: AddressFamily, honest: Int) {
    var harness = Self.harness(3)
    for peer in 0..<honest { _ = Self.announce(Self.honest(peer, family), .leecher, in: &harness) }
    for (number, second) in [(0, 80), (1, 0), (2, 160)] {
      _ = Self.announce(Self.attacker(number, family), at: UInt32(second), in: &harness)
    }
    // Number 1 is the oldest, and announces again: now it is number 0.
    _ = Self.announce(Self.attacker(1, family), at: 240, in: &harness)
    _ = Self.announce(Self.attacker(3, family), at: 248, in: &harness)
    let listed = Set(Self.announce(Self.honest(500, family), wanted: 300, at: 248, in: &harness).peers)
    let own = (0..<4).filter { listed.contains(Self.attacker($0, family)) }
    #expect(own == [1, 2, 3])
    #expect(listed.count == honest + 3)
  }

  @Test("does not count a peer of the address twice, which changes its role or announces again", arguments: families)
  func knownPeers(family: AddressFamily) {
    var harness = Self.harness(2)
    for peer in 0..<90 { _ = Self.announce(Self.honest(peer, family), .leecher, in: &harness) }
    for _ in 0..<5 {
      for number in 0..<2 {
        for status in [PeerStatus.leecher, .seeder] {
          _ = Self.announce(Self.attacker(number, family), status, in: &harness)
        }
      }
    }
    #expect(harness.counts() == SwarmCounts(seeders: 2, leechers: 90))
  }

  @Test("splits a larger bound by the port, and keeps it nearly", arguments: [UInt16(128), 1000])
  func larger(bound: UInt16) {
    var harness = Self.harness(bound)
    for peer in 0..<100 { _ = Self.announce(Self.honest(peer), .leecher, in: &harness) }
    for number in 0..<20_000 { _ = Self.announce(Self.attacker(number, .ipv4), in: &harness) }
    let own = harness.table.totals.peers - 100
    #expect(own >= Int(bound) && own < Int(bound) + 16)
    let flaw = harness.table.unsoundness()
    #expect(flaw == nil)
  }

  @Test("has no bound with 65535")
  func unbounded() {
    var harness = Self.harness(65_535)
    for number in 0..<3000 { _ = Self.announce(Self.attacker(number, .ipv4), in: &harness) }
    #expect(harness.table.totals.peers == 3000)
  }

  @Test("leaves other torrents and the other family alone")
  func apart() {
    var harness = Self.harness(1)
    for torrent in 0..<5 {
      for family in Self.families {
        _ = harness.announce(
          PeerAnnounce(.sample(torrent), Self.attacker(0, family), .seeder, at: Tick(seconds: 0)))
      }
    }
    #expect(harness.table.totals.peers == 10)
  }
}
