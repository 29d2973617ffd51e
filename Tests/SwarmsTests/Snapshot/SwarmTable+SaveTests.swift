// Tests of SwarmTable+Save.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A table that is written down")
struct SwarmTableSaveTests {
  @Test("has a section for each segment, and nothing in those without torrents")
  func empty() {
    var harness = TableHarness()
    #expect(SwarmTable.segmentCount == SwarmLimits.segmentCount)
    for segment in 0..<SwarmTable.segmentCount {
      let section = SavedTable.section(ofSegment: segment, of: &harness.table)
      #expect(section.payload.isEmpty && section.section.torrents == 0)
    }
    let torrent = InfoHash.numbersInTable0(1, segments: 5..<6)[0]
    harness.announce(torrent: torrent, peer: 1, .leecher)
    let segments = SavedTable(of: &harness.table).sections.map(\.section.segment)
    #expect(segments == [5])
    harness.announce(torrent: torrent, peer: 1, .stopped)
    let isEmpty = SavedTable(of: &harness.table).sections.isEmpty
    #expect(isEmpty)
  }

  @Test("lays a small swarm out as documented, byte by byte")
  func layout() {
    var harness = TableHarness()
    let torrent = InfoHash.numbersInTable0(1)[0]
    // Ticks are steps of 8 seconds.
    harness.announce(torrent: torrent, peer: 4, .seeder, isCompletion: true, at: 8 * 0x0102)
    harness.announce(torrent: torrent, peer: 0, .leecher, at: 8 * 0x0304)
    harness.announce(torrent: torrent, peer: 2, .seeder, .ipv6, isCompletion: true, at: 8 * 0x7fff)
    let payload = SavedTable(of: &harness.table).sections[0].payload
    let word = UInt64(torrent)
    let big = { (value: UInt64, count: Int) in
      (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }
    let infoHash = big(word, 8) + big(~word, 8) + big(word, 4)
    let record: [UInt8] = infoHash + [0, 0, 0, 2, 0, 1, 1, 0, 1, 0, 0, 0]
    let ipv4: [UInt8] = [10, 0, 0, 0, 0x1a, 0xe1, 10, 0, 0, 1, 0x1a, 0xe2, 0x04, 0x03, 0x02, 0x81]
    let ipv6: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + Array(repeating: 0, count: 12) + [0x1a, 0xe3, 0xff, 0xff]
    #expect(payload == record + ipv4 + ipv6)
  }

  @Test("lays a hashed swarm out in runs, as documented")
  func runs() throws {
    var harness = TableHarness()
    let torrent = InfoHash.numbersInTable0(1)[0]
    for peer in 0..<200 { harness.announce(torrent: torrent, peer: peer, peer < 70 ? .seeder : .leecher, at: 800) }
    let saved = SavedTable(of: &harness.table)
    let peers = try #require(saved.torrents.values.first).ipv4
    #expect(peers.areInRuns && peers.leechers.count == 4 && peers.seeders.count == 2)
    #expect(peers.leechers.joined().count == 130 && peers.seeders.joined().count == 70)
    let written = Set((peers.leechers + peers.seeders).joined().map(\.endpoint))
    #expect(written == Set((0..<200).map { packed(.sample($0, .ipv4)) }))
    #expect((peers.leechers + peers.seeders).joined().allSatisfy { $0.state == 100 })
    // What has the same key need not sort them again: each run is a bucket.
    let buckets = harness.table.hashedSwarms[0].leechers.blocks.map(\.count)
    #expect(peers.leechers.map(\.count) == buckets)
  }

  private func packed(_ endpoint: Endpoint) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(endpoint.address.ipv4Bits)
    bytes.appendBigEndian(endpoint.port)
    return bytes
  }

  @Test("says of every torrent what the table says, and changes nothing", arguments: 1...2 as ClosedRange<UInt64>)
  func complete(seed: UInt64) {
    var harness = TableHarness.crowded(seed: seed)
    let (totals, memory) = (harness.table.totals, harness.table.peerMemory)
    let saved = SavedTable(of: &harness.table)
    let torrents = saved.torrents
    #expect(torrents.count == totals.torrents)
    #expect(saved.sections.reduce(0) { $0 + Int($1.section.torrents) } == totals.torrents)
    #expect(torrents.values.reduce(0) { $0 + $1.ipv4.count } == totals.ipv4Peers)
    #expect(torrents.values.reduce(0) { $0 + $1.ipv6.count } == totals.ipv6Peers)
    for number in InfoHash.numbersInTable0(120) {
      let counts = harness.counts(torrent: number)
      var name: [UInt8] = []
      name.appendBigEndian(InfoHash.sample(number).first)
      name.appendBigEndian(InfoHash.sample(number).second)
      name.appendBigEndian(InfoHash.sample(number).third)
      let torrent = torrents[name]
      let (leechers, seeders) =
        torrent.map { ($0.ipv4.leechers + $0.ipv6.leechers, $0.ipv4.seeders + $0.ipv6.seeders) }
        ?? ([], [])
      #expect(torrent?.completed ?? 0 == counts.completed)
      #expect(leechers.joined().count == counts.leechers && seeders.joined().count == counts.seeders)
    }
    let (totalsAfter, memoryAfter) = (harness.table.totals, harness.table.peerMemory)
    #expect(totalsAfter == totals && memoryAfter == memory)
    let again = SavedTable(of: &harness.table)
    #expect(again.sections.map(\.payload) == saved.sections.map(\.payload))
    #expect(again.sections.map(\.section) == saved.sections.map(\.section))
  }

  @Test("can be written in the middle of a round of expiry, of which any bucket may be empty")
  func amidExpiry() {
    var harness = TableHarness()
    let torrent = InfoHash.numbersInTable0(1)[0]
    for peer in 0..<400 { harness.announce(torrent: torrent, peer: peer, .leecher, at: 1_000) }
    let lifetime = PeerLifetime(interval: 300)
    // Ten buckets, of which each slice sweeps one: the list is merged at the end only.
    for slice in 0..<11 {
      _ = harness.table.sweep(budget: 1, at: Tick(seconds: 2_000), after: lifetime)
      let saved = SavedTable(of: &harness.table)
      let totals = harness.table.totals
      var restored = SwarmTable(key: .sample)
      let isRestored = saved.restore(into: &restored)
      #expect(isRestored, "slice \(slice)")
      let (count, complaint) = (restored.totals, restored.unsoundness() ?? restored.lostPeer())
      #expect(count == totals && complaint == nil)
    }
    var restored = SwarmTable(key: .sample)
    _ = SavedTable(of: &harness.table).restore(into: &restored)
    while !restored.sweep(budget: 1_000, at: Tick(seconds: 2_000), after: lifetime) {}
    let (totals, used) = (restored.totals, restored.peerMemory.used)
    #expect(totals == SwarmTotals() && used == 0)
  }
}
