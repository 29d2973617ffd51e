// Tests of PackedEndpoint.swift.
import TestKit
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("Packed peers")
struct PackedEndpointTests {
  /// The bytes of a peer as it lies in memory.
  private func bytes<Peer: PackedEndpoint>(of peer: Peer) -> [UInt8] {
    var units = Array(repeating: UInt16(0), count: Peer.unitCount)
    var span = units.mutableSpan
    peer.store(into: &span, at: 0)
    // The low byte in memory first: what a reply is copied from.
    return units.flatMap { unit in [UInt8(truncatingIfNeeded: unit.littleEndian), UInt8(unit.littleEndian >> 8)] }
  }

  @Test("An IPv4 peer lies in memory as on the wire")
  func ipv4Bytes() {
    let peer = IPv4Peer(Endpoint(address: IPAddress(ipv4: 0xc000_0201), port: 0x1ae1))
    #expect(bytes(of: peer) == [0xc0, 0, 2, 1, 0x1a, 0xe1])
  }

  @Test("An IPv6 peer lies in memory as on the wire")
  func ipv6Bytes() {
    let address = IPAddress(high: 0x2001_0db8_0102_0304, low: 0x0506_0708_090a_0b0c)
    let peer = IPv6Peer(Endpoint(address: address, port: 0xfffe))
    #expect(
      bytes(of: peer) == [0x20, 1, 0x0d, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x0a, 0x0b, 0x0c, 0xff, 0xfe])
  }

  @Test("Sizes are those of the wire, and as many peers fit into words as their units allow")
  func sizes() {
    #expect(IPv4Peer.byteCount == AddressFamily.ipv4.peerLength)
    #expect(IPv6Peer.byteCount == AddressFamily.ipv6.peerLength)
    #expect(IPv4Peer.words(for: 1) == 1)
    #expect(IPv6Peer.words(for: 1) == 3)
    for count in 1...SwarmLimits.blockPeers {
      let words = IPv6Peer.words(for: count)
      #expect(IPv6Peer.capacity(of: words) >= count)
      #expect(IPv6Peer.capacity(of: words - 1) < count)
      #expect(IPv4Peer.capacity(of: IPv4Peer.words(for: count)) == count)
    }
  }

  @Test("What was stored is read back and matched at any offset; a peer that differs in one bit is not")
  func roundTrips() {
    checkRoundTrips(IPv4Peer.self, bits: 48)
    checkRoundTrips(IPv6Peer.self, bits: 144)
  }

  /// Random peers, and each again with each single bit turned.
  private func checkRoundTrips<Peer: PackedEndpoint>(_ type: Peer.Type, bits: Int) {
    var chance = SeededGenerator(seed: 11)
    for offset in 0..<20 {
      let endpoint = anyEndpoint(Peer.family, &chance)
      let peer = Peer(endpoint)
      var units = Array(repeating: UInt16(0xaaaa), count: offset + Peer.unitCount + 1)
      var span = units.mutableSpan
      peer.store(into: &span, at: offset)
      let (read, isMatch) = (Peer(units.span, at: offset), peer.matches(units.span, at: offset))
      #expect(read == peer && isMatch)
      #expect(units.last == 0xaaaa && units.prefix(offset).allSatisfy { $0 == 0xaaaa })
      for bit in 0..<bits {
        var turned = units
        turned[offset + bit / 16] ^= 1 << UInt16(bit % 16)
        let other = Peer(turned.span, at: offset)
        let isMatch = peer.matches(turned.span, at: offset)
        #expect(other != peer && !isMatch)
        #expect(other.digest(.sample) != peer.digest(.sample))
      }
    }
  }

  private func anyEndpoint(_ family: AddressFamily, _ chance: inout SeededGenerator) -> Endpoint {
    let port = UInt16(truncatingIfNeeded: chance.next())
    return switch family {
    case .ipv4: Endpoint(address: IPAddress(ipv4: UInt32(truncatingIfNeeded: chance.next() >> 16)), port: port)
    case .ipv6: Endpoint(address: IPAddress(high: chance.next(), low: chance.next()), port: port)
    }
  }

  @Test("Each family has its own block in a swarm")
  func blocks() {
    var swarm = TorrentSwarm()
    var (first, second) = (PeerBlock(), PeerBlock())
    first.leechers = 4
    second.seeders = 6
    swarm.setBlock(first, IPv4Peer.self)
    swarm.setBlock(second, IPv6Peer.self)
    #expect(swarm.block(IPv4Peer.self).leechers == 4 && swarm.block(IPv4Peer.self).seeders == 0)
    #expect(swarm.block(IPv6Peer.self).leechers == 0 && swarm.block(IPv6Peer.self).seeders == 6)
  }
}
