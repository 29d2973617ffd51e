// Tests of SwarmTable+Selection.swift: large swarms with hardly anybody in them, as a snapshot may have them.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A large swarm with hardly anybody in it")
struct SwarmTableSparseSelectionTests {
  /// The number of a torrent of table 0, segment 0.
  private let torrent = InfoHash.numbersInTable0(1, segments: 0..<1)[0]

  /// A table that has restored one torrent over IPv4, with its leechers by number in runs and nobody else.
  private func makeTable(leecherRuns runs: [[Int]]) -> TableHarness {
    var payload: [UInt8] = []
    let infoHash = InfoHash.sample(torrent)
    payload.appendBigEndian(infoHash.first)
    payload.appendBigEndian(infoHash.second)
    payload.appendBigEndian(infoHash.third)
    payload += [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    payload.appendBigEndian(UInt32(runs.count))
    payload.appendBigEndian(UInt32(1))
    for run in runs + [[]] {
      payload.appendBigEndian(UInt16(run.count))
      for peer in run {
        payload.appendBigEndian(Endpoint.sample(peer, .ipv4).address.ipv4Bits)
        payload.appendBigEndian(Endpoint.sample(peer, .ipv4).port)
      }
      payload += Array(repeating: 0, count: 2 * run.count)
    }
    var harness = TableHarness()
    let section = SnapshotSection(table: 0, segment: 0, torrents: 1, payload: payload.span)
    let isTaken = harness.table.restore(section, payload: payload.span)
    #expect(isTaken)
    return harness
  }

  @Test("tells the only one that there is nobody else", arguments: [1, 50])
  func alone(wanted: Int) {
    var harness = makeTable(leecherRuns: [[7]])
    let outcome = harness.announce(torrent: torrent, peer: 7, .leecher, wanted: wanted)
    #expect(outcome.counts == SwarmCounts(leechers: 1))
    #expect(outcome.peers.isEmpty)
  }

  @Test("finds the few among a thousand empty buckets, and never the one who asks")
  func sparse() {
    let runs = (0..<1000).map { $0 == 500 ? [1, 2] : [] }
    var known = [1, 2].map { Endpoint.sample($0, .ipv4) }
    var harness = makeTable(leecherRuns: runs)
    for guest in 10..<30 {
      let outcome = harness.announce(torrent: torrent, peer: guest, .leecher, wanted: 1)
      #expect(outcome.peers.count == 1)
      #expect(outcome.peers.allSatisfy(known.contains))
      known.append(.sample(guest, .ipv4))
    }
  }
}
