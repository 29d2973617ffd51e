// Tests of the interval told to a client.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The announce interval")
struct AnnounceIntervalTests {
  /// Clients of three kinds in turn: of one port over either family, and of one address.
  static let peers: [Endpoint] = (0..<500).flatMap { number in
    [Endpoint.ipv4(number), .ipv6(number), .ipv4(7, port: UInt16(1000 + number))]
  }

  @Test("is the tracker's, less up to a tenth (A-32)", arguments: [334, 900, 901, 1800, 3600, 10_800] as [UInt32])
  func range(base: UInt32) {
    for peer in Self.peers {
      let seconds = AnnounceInterval(base: base).seconds(for: peer)
      #expect(seconds <= base && 10 * seconds >= 9 * base)
    }
  }

  @Test("is never below 300 seconds (A-32)", arguments: 300...340 as ClosedRange<UInt32>)
  func floor(base: UInt32) {
    for peer in Self.peers { #expect(AnnounceInterval(base: base).seconds(for: peer) >= 300) }
  }

  @Test("is exactly 300 seconds for every peer if the tracker's is (A-32)")
  func shortest() {
    for peer in Self.peers { #expect(AnnounceInterval(base: 300).seconds(for: peer) == 300) }
  }

  @Test("is the same for the same peer each time (A-32)")
  func stable() {
    for peer in Self.peers {
      let again = Endpoint(address: peer.address, port: peer.port)
      #expect(AnnounceInterval(base: 900).seconds(for: peer) == AnnounceInterval(base: 900).seconds(for: again))
    }
  }

  @Test("spreads peers evenly, whether they differ in address or in port alone (A-32)", arguments: 0..<3)
  func spread(kind: Int) {
    let peers = stride(from: kind, to: Self.peers.count, by: 3).map { Self.peers[$0] }
    let shares = peers.map { Int(900 - AnnounceInterval(base: 900).seconds(for: $0)) }
    // 500 peers over 91 values: about 55 in each tenth.
    for tenth in 0..<10 {
      let inside = shares.count { $0 * 10 / 91 == tenth }
      #expect((25...90).contains(inside), "share \(tenth) of the range has \(inside) of 500 peers")
    }
  }
}
