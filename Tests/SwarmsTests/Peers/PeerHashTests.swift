// Tests of PeerHash.swift: which peers fall into one bucket.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The hash of a peer")
struct PeerHashTests {
  static let bounded = PeerHash(key: .sample, PeersPerAddress(32))
  static let grouped = PeerHash(key: .sample, PeersPerAddress(128))
  static let unbounded = PeerHash(key: .sample, .unbounded)

  private static func ipv4(_ address: UInt32, _ port: UInt16) -> IPv4Peer {
    IPv4Peer(Endpoint(address: IPAddress(ipv4: address), port: port))
  }

  private static func ipv6(_ low: UInt64, _ port: UInt16, high: UInt64 = 0x2001_0db8_0000_0001) -> IPv6Peer {
    IPv6Peer(Endpoint(address: IPAddress(high: high, low: low), port: port))
  }

  @Test("is the same for all ports of an IPv4 address, and another for its neighbour address")
  func ipv4Address() {
    let digest = Self.ipv4(0x0a00_0001, 1).digest(Self.bounded)
    for port in [UInt16(2), 1000, 65_535] { #expect(Self.ipv4(0x0a00_0001, port).digest(Self.bounded) == digest) }
    #expect(Self.ipv4(0x0a00_0002, 1).digest(Self.bounded) != digest)
  }

  @Test("is the same for all of an IPv6 /64, and another one for the next /64")
  func ipv6Network() {
    let digest = Self.ipv6(1, 1).digest(Self.bounded)
    for low in [UInt64(2), 1 << 40, .max] { #expect(Self.ipv6(low, 7).digest(Self.bounded) == digest) }
    #expect(Self.ipv6(1, 1, high: 0x2001_0db8_0000_0002).digest(Self.bounded) != digest)
  }

  @Test("splits an address by the lowest bit of the port where two groups are needed")
  func twoGroups() {
    let (even, odd) = (Self.ipv4(9, 2).digest(Self.grouped), Self.ipv4(9, 3).digest(Self.grouped))
    #expect(even != odd)
    for port in stride(from: UInt16(10), to: 60_000, by: 999) {
      #expect(Self.ipv4(9, port).digest(Self.grouped) == (port & 1 == 0 ? even : odd))
    }
  }

  @Test("tells whole endpoints apart without a bound, also within a /64")
  func whole() {
    #expect(Self.ipv4(9, 2).digest(Self.unbounded) != Self.ipv4(9, 258).digest(Self.unbounded))
    #expect(Self.ipv6(1, 7).digest(Self.unbounded) != Self.ipv6(2, 7).digest(Self.unbounded))
  }

  @Test("goes together with who counts as a neighbour")
  func neighbours() {
    let mask = Self.grouped.portMask
    #expect(Self.ipv4(9, 2).isNeighbour(of: Self.ipv4(9, 4), portMask: mask))
    #expect(!Self.ipv4(9, 2).isNeighbour(of: Self.ipv4(9, 5), portMask: mask))
    #expect(!Self.ipv4(9, 2).isNeighbour(of: Self.ipv4(8, 2), portMask: 0))
    #expect(Self.ipv6(1, 2).isNeighbour(of: Self.ipv6(99, 3), portMask: 0))
    #expect(!Self.ipv6(1, 2).isNeighbour(of: Self.ipv6(1, 2, high: 5), portMask: 0))
  }
}
