// A client with both families stops over one of them.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 010: a stop over one family")
struct Scenario010StopOverOneFamily {
  @Test("leaves the peer of the other family", arguments: [AddressFamily.ipv4, .ipv6])
  func stop(family: AddressFamily) {
    let tracker = TestTracker()
    let other: AddressFamily = family == .ipv4 ? .ipv6 : .ipv4
    for each in [family, other] { tracker.announce(.leecher(), from: .client(1, each)) }
    #expect(tracker.announce(.stopped(), from: .client(1, family))?.leechers == 1)
    #expect(tracker.announce(.leecher(), from: .client(2, other))?.peers == [.client(1, other)])
    #expect(tracker.announce(.leecher(), from: .client(2, family))?.peers == [])
  }

  @Test("leaves the peer of another port, and of another address")
  func neighbours() {
    let tracker = TestTracker()
    let clients: [Endpoint] = [.ipv4(1, port: 1), .ipv4(1, port: 2), .ipv4(2, port: 1)]
    for client in clients { tracker.announce(.leecher(), from: client) }
    tracker.announce(.stopped(), from: clients[0])
    let peers = tracker.announce(.leecher(), from: .ipv4(9))?.peers ?? []
    #expect(Set(peers) == Set(clients[1...]))
  }
}
