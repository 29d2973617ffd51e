// Tests of SwarmStore.swift: a store that forgets everything.
import Hashing
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A store whose tables are emptied")
struct SwarmStoreRemovalTests {
  /// A tracker with peers in all tables, a large swarm, and a torrent that nobody is in.
  private func makeTracker() -> TestTracker {
    let tracker = TestTracker()
    for torrent in 0..<300 {
      tracker.announce(.leecher(torrent), from: .client(torrent, torrent % 3 == 0 ? .ipv6 : .ipv4))
    }
    for number in 0..<200 { tracker.announce(.seeder(7, wanted: 0), from: .ipv4(number)) }
    tracker.announce(.completed(1000), from: .ipv4(1))
    tracker.announce(.stopped(1000), from: .ipv4(1))
    return tracker
  }

  @Test("knows of no peer, no torrent and no completed count any more")
  func forgets() {
    let tracker = makeTracker()
    #expect(tracker.store.totals.torrents == 300 && tracker.store.completedCountsKept() == 1)
    tracker.store.forgetLoans()
    tracker.store.removeAll()
    #expect(tracker.store.loans == [Int](repeating: 1, count: 64))
    #expect(tracker.store.totals == SwarmTotals() && tracker.store.completedCountsKept() == 0)
    for torrent in [0, 7, 1000] { #expect(tracker.counts(RequestBytes.torrent(torrent)) == ScrapeEntry()) }
  }

  @Test("answers as a new one does, under the key that it had, and takes old connection ids")
  func startsOver() {
    let tracker = makeTracker()
    let id = tracker.connectionID(for: .ipv4(5))
    let key = tracker.store.digestKey.words
    tracker.store.removeAll()
    #expect(tracker.store.digestKey.words == key)
    #expect(tracker.exchange(AnnounceBytes(torrent: RequestBytes.torrent(7)).bytes(id: id), from: .ipv4(5)).count == 20)
    #expect(tracker.announce(.seeder(7), from: .ipv4(6))?.peers == [.ipv4(5)])
    #expect(tracker.store.totals == SwarmTotals(torrents: 1, ipv4Peers: 2, ipv6Peers: 0))
  }

  @Test("was the sum of its shares, however many there are", arguments: [1, 2, 5, 63, 64])
  func shares(count: Int) {
    let tracker = makeTracker()
    var sum = SwarmTotals()
    for share in 0..<count { sum += tracker.store.totals(ofShare: share, of: count) }
    // The seventh client was in torrent 7 before all came.
    #expect(sum == SwarmTotals(torrents: 300, ipv4Peers: 200 + 199, ipv6Peers: 100))
  }
}
