// Many clients behind one address of a carrier, which differ in nothing but their ports (C-04, C-05, A-26).
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 012: many clients behind one address")
struct Scenario012SharedAddress {
  private static let ports: Range<UInt16> = 20_000..<20_300

  /// A tracker to which all of them announced, with one connection id for all.
  private func crowded(_ family: AddressFamily) -> (tracker: TestTracker, id: UInt64) {
    let tracker = TestTracker()
    let id = tracker.connectionID(for: .client(1, family, port: 1))
    for port in Self.ports {
      let announce = AnnounceBytes(wanted: 0, port: port).bytes(id: id)
      // The carrier's translator sends from any port; what counts is the one in the announce.
      #expect(tracker.exchange(announce, from: .client(1, family, port: port % 7 + 1)).count == 20)
    }
    return (tracker, id)
  }

  @Test("has each of them as a peer", arguments: [AddressFamily.ipv4, .ipv6])
  func each(family: AddressFamily) {
    let (tracker, _) = crowded(family)
    #expect(tracker.counts() == ScrapeEntry(leechers: 300))
    var heardOf: Set<Endpoint> = []
    for _ in 0..<100 { heardOf.formUnion(tracker.announce(.seeder(), from: .client(2, family))?.peers ?? []) }
    #expect(heardOf == Set(Self.ports.map { .client(1, family, port: $0) }))
  }

  @Test("tells each of the others, never of itself (A-29)", arguments: [AddressFamily.ipv4, .ipv6])
  func others(family: AddressFamily) {
    let (tracker, id) = crowded(family)
    for port in Self.ports {
      let own = Endpoint.client(1, family, port: port)
      guard case .announce(let reply) = tracker.send(AnnounceBytes(wanted: 20, port: port).bytes(id: id), from: own)
      else {
        Issue.record("no reply to port \(port)")
        return
      }
      #expect(Set(reply.peers).count == 20 && !reply.peers.contains(own) && reply.leechers == 300)
    }
  }

  @Test("lets them go one by one", arguments: [AddressFamily.ipv4, .ipv6])
  func leave(family: AddressFamily) {
    let (tracker, id) = crowded(family)
    for (left, port) in zip((0..<300).reversed(), Self.ports) {
      let reply = tracker.send(AnnounceBytes(event: 3, port: port).bytes(id: id), from: .client(1, family))
      guard case .announce(let answer) = reply, answer.leechers == left else {
        Issue.record("\(String(describing: reply)), where \(left) leechers are due")
        return
      }
    }
    #expect(tracker.store.totals == SwarmTotals())
  }
}
