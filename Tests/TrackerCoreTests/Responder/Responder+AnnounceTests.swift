// Tests of announces: their length, their proof, and whom they are about.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("An announce")
struct ResponderAnnounceTests {
  static let families = [AddressFamily.ipv4, .ipv6]

  @Test("of less than 98 bytes is an error, of more is as good as one of 98 (A-02, A-05)", arguments: DatagramSizes.all)
  func sizes(size: Int) {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(1)
    let padding = [UInt8](repeating: 0x02, count: max(size - 98, 0))
    let datagram = (AnnounceBytes().bytes(id: tracker.connectionID(for: client)) + padding).prefix(size)
    let reply = tracker.send(Array(datagram), from: client)
    switch size {
    case ..<16: #expect(reply == nil && tracker.lastOutcome == .droppedShort)
    case ..<98:
      #expect(reply == .error(transaction: 0x1122_3345, text: "this announce is cut off: it needs 98 bytes"))
      #expect(tracker.lastOutcome == .refusedShortAnnounce)
    default:
      #expect(tracker.lastOutcome == .announced)
      #expect(tracker.counts() == ScrapeEntry(leechers: 1))
    }
  }

  @Test(
    "without a proof gets no reply and changes nothing, whatever its length (A-01, A-03)", arguments: DatagramSizes.all)
  func unproven(size: Int) {
    let tracker = TestTracker()
    let padding = [UInt8](repeating: 0, count: max(size - 98, 0))
    let foreign = tracker.connectionID(for: .ipv4(2))
    for id in [foreign, 0, RequestBytes.magic, foreign ^ 1] {
      let datagram = (AnnounceBytes().bytes(id: id) + padding).prefix(size)
      #expect(tracker.exchange(Array(datagram), from: .ipv4(1)).isEmpty)
      #expect(tracker.lastOutcome == (size < 16 ? .droppedShort : .droppedForeignID))
    }
    #expect(tracker.store.totals == SwarmTotals())
  }

  @Test("is understood with whatever options behind it (A-05)", arguments: AnnounceOptionVectors.all)
  func options(bytes: [UInt8]) {
    let tracker = TestTracker()
    var announce = AnnounceBytes()
    announce.options = bytes
    #expect(tracker.announce(announce, from: .ipv4(1))?.leechers == 1)
  }

  @Test("with port 0 is an error and stores nobody (A-10)", arguments: families)
  func portZero(family: AddressFamily) {
    let tracker = TestTracker()
    let client = Endpoint.client(1, family)
    for event: UInt32 in 0...4 {
      let datagram = AnnounceBytes(event: event, port: 0).bytes(id: tracker.connectionID(for: client))
      let reply = tracker.send(datagram, from: client)
      #expect(
        reply == .error(transaction: 0x1122_3345, text: "this announce has port 0, at which nobody can be reached"))
    }
    #expect(tracker.store.totals == SwarmTotals())
  }

  @Test("tells others the port it names, not the one it comes from (A-10)", arguments: [1, 80, 65_535] as [UInt16])
  func port(port: UInt16) {
    let tracker = TestTracker()
    for family in Self.families {
      let client = Endpoint.client(1, family, port: 40_000)
      let datagram = AnnounceBytes(port: port).bytes(id: tracker.connectionID(for: client))
      _ = tracker.send(datagram, from: client)
      let peers = tracker.announce(from: .client(2, family))?.peers
      #expect(peers == [Endpoint(address: client.address, port: port)])
    }
  }

  @Test("tells others the address it comes from, never the one it names (A-22, A-23)", arguments: families)
  func claimedAddress(family: AddressFamily) {
    let tracker = TestTracker()
    let victim: UInt32 = 0x0808_0808
    #expect(tracker.announce(AnnounceBytes(address: victim), from: .client(1, family)) != nil)
    #expect(tracker.announce(from: .client(2, family))?.peers == [.client(1, family)])
    #expect(tracker.counts() == ScrapeEntry(leechers: 2))
  }

  @Test("with a new peer id from the same address and port replaces the peer (A-25)", arguments: families)
  func newPeerID(family: AddressFamily) {
    let tracker = TestTracker()
    for number: UInt8 in 1...5 {
      let announce = AnnounceBytes(peerID: [UInt8](repeating: number, count: 20))
      #expect(tracker.announce(announce, from: .client(1, family))?.leechers == 1)
    }
    #expect(tracker.announce(from: .client(2, family))?.peers == [.client(1, family)])
  }

  @Test("from another port or the other family adds a peer and erases none (A-26)")
  func secondEntry() {
    let tracker = TestTracker()
    #expect(tracker.announce(from: .ipv4(1))?.leechers == 1)
    #expect(tracker.announce(from: .ipv4(1, port: 7000))?.leechers == 2)
    #expect(tracker.announce(from: .ipv6(1))?.leechers == 3)
    #expect(tracker.announce(from: .ipv4(1))?.leechers == 3)
  }

  @Test(
    "is answered with the interval of its peer, whatever the event (A-17, A-32)",
    arguments: [300, 900, 10_800] as [UInt32])
  func interval(base: UInt32) {
    let tracker = TestTracker(policy: TrackerPolicy(interval: base))
    for number in 0..<20 {
      let peer = Endpoint.client(number, number % 2 == 0 ? .ipv4 : .ipv6)
      let expected = AnnounceInterval(base: base).seconds(for: peer)
      for event: UInt32 in [2, 0, 1, 4, 3] {
        #expect(tracker.announce(AnnounceBytes(event: event), from: peer)?.interval == expected)
      }
    }
  }

  @Test("is answered with counts of both families, its own peer among them (A-33)")
  func counts() {
    let tracker = TestTracker()
    for number in 0..<7 { tracker.announce(.leecher(), from: .ipv4(number)) }
    for number in 0..<5 { tracker.announce(.seeder(), from: .ipv6(number)) }
    let leecher = tracker.announce(.leecher(), from: .ipv6(100))
    #expect(leecher?.leechers == 8 && leecher?.seeders == 5)
    let seeder = tracker.announce(.seeder(), from: .ipv4(100))
    #expect(seeder?.leechers == 8 && seeder?.seeders == 6)
  }
}
