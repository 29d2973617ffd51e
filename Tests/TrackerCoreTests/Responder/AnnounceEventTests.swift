// Tests of a client's event and bytes left.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("An announce's event")
struct AnnounceEventTests {
  /// No event at all, and codes that nobody has given a meaning; some look like "completed" when read carelessly.
  static let unknownCodes: [UInt32] = [5, 0xff, 0x100, 0x0100_0000, 0x0100_0001, 0x0100_0003, 0x8000_0000, 0xffff_ffff]

  @Test("none, completed, started and paused keep the peer (A-11, A-12)", arguments: [0, 1, 2, 4] as [UInt32])
  func kept(event: UInt32) {
    let tracker = TestTracker()
    #expect(tracker.announce(AnnounceBytes(event: event), from: .ipv4(1))?.leechers == 1)
    #expect(tracker.announce(AnnounceBytes(left: 0, event: event), from: .ipv4(2))?.seeders == 1)
    #expect(tracker.counts() == ScrapeEntry(seeders: 1, completed: event == 1 ? 1 : 0, leechers: 1))
  }

  @Test("paused is a leecher that others hear of, but that hears of nobody (A-12)")
  func paused() {
    let tracker = TestTracker()
    for number in 0..<5 { tracker.announce(.seeder(), from: .ipv4(number)) }
    let reply = tracker.announce(AnnounceBytes(event: 4), from: .ipv4(10))
    #expect(reply?.peers == [])
    #expect(reply?.leechers == 1 && reply?.seeders == 5)
    #expect(tracker.announce(.seeder(), from: .ipv4(11))?.peers == [.ipv4(10)])
  }

  @Test(
    "of an unknown code means none: the peer stays, nothing is counted, peers are sent (A-13)", arguments: unknownCodes)
  func unknown(event: UInt32) {
    let tracker = TestTracker()
    tracker.announce(.leecher(), from: .ipv4(1))
    let reply = tracker.announce(AnnounceBytes(event: event), from: .ipv4(2))
    #expect(reply?.peers == [.ipv4(1)])
    #expect(tracker.counts() == ScrapeEntry(leechers: 2))
  }

  @Test("stopped takes the peer away and is answered with 20 bytes (A-17)", arguments: [0, 1024] as [UInt64])
  func stopped(left: UInt64) {
    let tracker = TestTracker()
    for family in [AddressFamily.ipv4, .ipv6] {
      tracker.announce(.leecher(), from: .client(2, family))
      let peer = Endpoint.client(1, family)
      tracker.announce(AnnounceBytes(left: left), from: peer)
      let id = tracker.connectionID(for: peer)
      #expect(tracker.exchange(AnnounceBytes(left: left, event: 3, wanted: 200).bytes(id: id), from: peer).count == 20)
      #expect(tracker.announce(.leecher(), from: .client(3, family))?.peers == [.client(2, family)])
    }
    #expect(tracker.counts() == ScrapeEntry(leechers: 4))
  }

  @Test("stopped by a peer that is not known is answered with 20 bytes and creates nothing (A-18)")
  func stoppedUnknown() {
    let tracker = TestTracker()
    for peer in [Endpoint.ipv4(1), .ipv6(1)] {
      let id = tracker.connectionID(for: peer)
      let request = AnnounceBytes(event: 3).bytes(id: id)
      #expect(tracker.exchange(request, from: peer).count == 20)
      #expect(tracker.store.totals == SwarmTotals())
    }
    tracker.announce(.seeder(), from: .ipv4(2))
    let reply = tracker.announce(.stopped(), from: .ipv4(1))
    #expect(reply?.seeders == 1 && reply?.leechers == 0)
  }

  @Test("started by a peer that is known does not add it again")
  func restarted() {
    let tracker = TestTracker()
    for _ in 0..<3 { #expect(tracker.announce(AnnounceBytes(event: 2), from: .ipv4(1))?.leechers == 1) }
  }

  @Test(
    "aside, only a peer with no byte left is a seeder; left is unsigned (A-21)",
    arguments: [0, 1, UInt64(1) << 32, UInt64(Int64.max), 1 << 63, .max] as [UInt64])
  func left(left: UInt64) {
    let tracker = TestTracker()
    let reply = tracker.announce(AnnounceBytes(left: left), from: .ipv6(1))
    #expect(reply?.seeders == (left == 0 ? 1 : 0))
    #expect(reply?.leechers == (left == 0 ? 0 : 1))
  }
}
