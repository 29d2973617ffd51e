// Tests of the snapshots in Tests/Vectors: what a version wrote stays readable.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@testable import Snapshots

@Suite("A snapshot that the first version of the format wrote")
struct SnapshotVectorTests {
  private let bytes: [UInt8]
  private let header: SnapshotHeader
  private let tracker: TestTracker

  init() throws {
    let bytes = try VectorSnapshot.bytes(ofVersion: 1)
    let header = try SnapshotHeader(bytes.span)
    let store = try WrittenSnapshot.restore(bytes)
    tracker = TestTracker(secret: header.secret, store: store, at: header.moment.tracker)
    (self.bytes, self.header) = (bytes, header)
  }

  @Test("says when it was made, and what is in it")
  func head() {
    #expect(header.moment == VectorSnapshot.moment)
    #expect(tracker.store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85))
    #expect(header.sections == 6 && header.totalLength == UInt64(bytes.count))
  }

  @Test("has every count and every peer")
  func peers() {
    #expect(tracker.scrape((1...6).map(RequestBytes.torrent)) == VectorSnapshot.entries)
    for (torrent, family, count) in [
      (1, AddressFamily.ipv4, 1), (2, .ipv4, 5), (2, .ipv6, 3), (3, .ipv6, 2), (4, .ipv4, 70), (5, .ipv4, 4),
      (6, .ipv4, 64),
    ] {
      let listed = tracker.announce(.leecher(torrent, wanted: 200), from: .client(999, family))?.peers ?? []
      let due = (0..<count).map { Endpoint.client($0, family, port: UInt16(50_000 + $0)) }
      #expect(listed.count == count && Set(listed) == Set(due), "torrent \(torrent), \(family)")
    }
  }

  @Test("knows a peer again that announces, and whose download it counted")
  func recognizes() {
    for client in 0..<80 {
      let source = Endpoint.ipv6(client, port: UInt16(50_000 + client))
      tracker.announce(.leecher(5), from: source)
      // Counts for those who were seeders from the start, and for leechers, but not again for those who completed before.
      tracker.announce(.completed(5), from: source)
    }
    let entry = tracker.counts(RequestBytes.torrent(5))
    #expect(tracker.store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85))
    #expect(entry?.seeders == 83 && entry?.leechers == 1)
    #expect(entry?.completed == 81, "each of 80 once, and one over IPv4")
  }

  @Test("has the ages of peers: each is gone when its time has come, and not before")
  func ages() {
    let unrestored = VectorSnapshot.makeTracker().store
    var sizes: Set<Int> = []
    for seconds in stride(from: VectorSnapshot.end.seconds, to: VectorSnapshot.end.seconds + 1_824, by: 8) {
      for store in [tracker.store, unrestored] {
        for table in 0..<SwarmLimits.tableCount {
          let tick = Instant(seconds: seconds).tick
          store.withTable(table) { _ = $0.sweep(budget: .max, at: tick, after: PeerLifetime(interval: 900)) }
        }
      }
      #expect(tracker.store.totals == unrestored.totals, "at \(seconds)")
      sizes.insert(unrestored.totals.peers)
    }
    #expect(sizes.count > 60 && sizes.contains(0))
  }

  @Test("has the secret: an id from before is still accepted")
  func connectionID() {
    let client = Endpoint.ipv4(7)
    // Issued at the end of the snapshot's time by the version that wrote it.
    let id: UInt64 = 0x3fa3_97ae_e33f_577d
    #expect(VectorSnapshot.makeTracker().connectionID(for: client) == id)
    tracker.now = Instant(seconds: VectorSnapshot.end.seconds + 600)
    guard case .scrape = tracker.send(RequestBytes.scrape(id: id, [RequestBytes.torrent(1)]), from: client) else {
      Issue.record("the id is refused")
      return
    }
  }

  @Test("has the sections that are still written for the same swarms")
  func written() {
    // Should the tables ever keep peers in another order, then compare what is restored instead of bytes.
    let written = WrittenSnapshot(of: VectorSnapshot.makeTracker().store, at: VectorSnapshot.moment).bytes
    #expect(written[SnapshotHeader.length...] == bytes[SnapshotHeader.length...])
  }
}

@Suite("A snapshot that the second version of the format wrote")
struct SecondSnapshotVectorTests {
  private let bytes: [UInt8]
  private let header: SnapshotHeader
  private let tracker: TestTracker

  init() throws {
    let bytes = try VectorSnapshot.bytes(ofVersion: 2)
    let header = try SnapshotHeader(bytes.span)
    tracker = TestTracker(secret: header.secret, store: try WrittenSnapshot.restore(bytes), at: header.moment.tracker)
    (self.bytes, self.header) = (bytes, header)
  }

  @Test("says when it was made, by the clock since boot as well")
  func head() {
    #expect(header.moment == VectorSnapshot.momentSinceBoot)
    #expect(header.totalLength == UInt64(bytes.count) && header.keys == VectorSnapshot.keys)
  }

  @Test("has every count, also of the torrents that nobody is in, and every peer")
  func counts() {
    #expect(tracker.scrape((1...6).map(RequestBytes.torrent)) == VectorSnapshot.entries)
    #expect(
      tracker.scrape((7...9).map(RequestBytes.torrent)) == [
        ScrapeEntry(completed: 2), ScrapeEntry(completed: 1), ScrapeEntry(),
      ])
    #expect(tracker.store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85))
    #expect(tracker.store.completedCountsKept() == 2)
  }

  @Test("has the ages of the counts: each is gone when its time has come, and not before")
  func ages() {
    for (days, seconds, kept) in [(0, 3600, 6), (25, 86_392, 6), (26, 0, 5), (27, 0, 4)] as [(UInt64, UInt64, Int)] {
      let tick = Instant(seconds: VectorSnapshot.end.seconds + days * 86_400 + seconds).tick
      for table in 0..<SwarmLimits.tableCount {
        tracker.store.withTable(table) { _ = $0.sweep(budget: .max, at: tick, after: PeerLifetime(interval: 900)) }
      }
      // Four of the torrents that had peers were completed, and are empty now.
      #expect(tracker.store.completedCountsKept() == kept, "after \(days) days and \(seconds) s")
    }
  }

  @Test("is still written so for the same swarms and counts")
  func written() {
    // The header has another version since.
    let store = VectorSnapshot.makeTrackerWithCounts().store
    let written = WrittenSnapshot(of: store, at: VectorSnapshot.momentSinceBoot).bytes
    #expect(written[SnapshotHeader.length...] == bytes[SnapshotHeader.length...])
  }

  @Test("loses its peers alone when it is too old")
  func stale() throws {
    let store = SingleThreadedStore(digestKey: header.digestKey)
    let now = Instant(seconds: VectorSnapshot.end.seconds + 400 * 86_400)
    try SnapshotReader(header, countsOnlyAt: now.tick).restore(bytes.span, into: store)
    let restored = TestTracker(secret: header.secret, store: store, at: now)
    let completed = VectorSnapshot.entries.map(\.completed) + [2, 1]
    #expect(restored.scrape((1...8).map(RequestBytes.torrent)) == completed.map { ScrapeEntry(completed: $0) })
    #expect(store.totals == SwarmTotals())
  }
}
