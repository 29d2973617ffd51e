// Tests of the snapshot of version 3 in Tests/Vectors: its runs follow the bound on the peers of one address.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@testable import Snapshots

@Suite("A snapshot that the third version of the format wrote")
struct ThirdSnapshotVectorTests {
  /// The bound of the tracker that wrote it: two groups of an address's peers, by the lowest bit of the port.
  static let bound = PeersPerAddress(128)
  private let bytes: [UInt8]
  private let header: SnapshotHeader

  init() throws {
    let bytes = try VectorSnapshot.bytes(ofVersion: 3)
    let header = try SnapshotHeader(bytes.span)
    (self.bytes, self.header) = (bytes, header)
  }

  private func tracker(_ perAddress: PeersPerAddress) throws -> TestTracker {
    let store = try WrittenSnapshot.restore(bytes, perAddress: perAddress)
    return TestTracker(secret: header.secret, store: store, at: header.moment.tracker)
  }

  /// Everybody of a large swarm, asked for often enough that chance leaves nobody out.
  private func everybody(_ tracker: TestTracker, _ torrent: Int, _ family: AddressFamily) -> Set<Endpoint> {
    var everybody: Set<Endpoint> = []
    for _ in 0..<200 {
      everybody.formUnion(tracker.announce(.leecher(torrent, wanted: 200), from: .client(999, family))?.peers ?? [])
    }
    return everybody
  }

  @Test("says when it was made, and under which keys")
  func head() {
    #expect(header.moment == VectorSnapshot.momentSinceBoot && header.keys == VectorSnapshot.keys)
    #expect(header.totalLength == UInt64(bytes.count) && bytes[11] == 3)
  }

  @Test(
    "has every count and every peer, under its own bound and, sorted anew, under others",
    arguments: [bound, PeersPerAddress(64 * 4), .unbounded])
  func peers(perAddress: PeersPerAddress) throws {
    let tracker = try tracker(perAddress)
    #expect(tracker.scrape((1...6).map(RequestBytes.torrent)) == VectorSnapshot.entries)
    #expect(tracker.store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85))
    #expect(tracker.store.completedCountsKept() == 2)
    for (torrent, family, count) in [(4, AddressFamily.ipv4, 70), (5, .ipv6, 80), (6, .ipv4, 64)] {
      let due = Set((0..<count).map { Endpoint.client($0, family, port: UInt16(50_000 + $0)) })
      #expect(everybody(tracker, torrent, family) == due, "torrent \(torrent)")
    }
  }

  @Test("keeps within a lower bound when it is sorted anew")
  func lowerBound() throws {
    // The 80 IPv6 peers of torrent 5 are of one /64, those over IPv4 are of as many addresses.
    let totals = try tracker(PeersPerAddress(32)).store.totals
    #expect(totals.ipv4Peers == 144)
    #expect(totals.ipv6Peers == 85 - 80 + 32)
  }

  @Test("of an earlier version is sorted anew where the tracker has a bound, as after an upgrade", arguments: [1, 2])
  func upgrade(version: Int) throws {
    let bytes = try VectorSnapshot.bytes(ofVersion: version)
    let header = try SnapshotHeader(bytes.span)
    let store = try WrittenSnapshot.restore(bytes, perAddress: PeersPerAddress(32))
    let tracker = TestTracker(secret: header.secret, store: store, at: header.moment.tracker)
    #expect(store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85 - 80 + 32))
    for (torrent, count) in [(4, 70), (6, 64)] {
      for number in 0..<count {
        tracker.announce(.leecher(torrent), from: .ipv4(number, port: UInt16(50_000 + number)))
      }
    }
    #expect(store.totals.ipv4Peers == 144, "everybody is found where the tables look now")
  }

  @Test("knows a peer again that announces, in whatever bucket it lies now", arguments: [bound, .unbounded])
  func recognizes(perAddress: PeersPerAddress) throws {
    let tracker = try tracker(perAddress)
    for client in 0..<80 {
      tracker.announce(.leecher(5), from: .ipv6(client, port: UInt16(50_000 + client)))
    }
    #expect(tracker.store.totals == SwarmTotals(torrents: 6, ipv4Peers: 144, ipv6Peers: 85))
  }

  @Test("is still written so for the same swarms and counts")
  func written() {
    // Should the tables ever keep peers in another order, then compare what is restored instead of bytes.
    let store = VectorSnapshot.makeTrackerWithCounts(perAddress: Self.bound).store
    #expect(WrittenSnapshot(of: store, at: VectorSnapshot.momentSinceBoot).bytes == bytes)
  }

  @Test("is damaged where a record claims an order that no tracker has")
  func wrongCode() throws {
    let store = VectorSnapshot.makeTracker(perAddress: Self.bound).store
    var snapshot = WrittenSnapshot(of: store, at: VectorSnapshot.moment)
    let large = try #require(
      snapshot.sections.firstIndex { section in
        section.payload.count > 400 && section.payload[24] & 3 != 0
      })
    snapshot.sections[large].payload[29] = 12
    #expect(WrittenSnapshot.flaw(of: snapshot.bytes) == .impossibleSection(UInt32(large)))
    snapshot.sections[large].payload[29] = 11
    #expect(WrittenSnapshot.flaw(of: snapshot.bytes) == nil)
  }
}
