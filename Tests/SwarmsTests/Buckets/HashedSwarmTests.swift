// Tests of HashedSwarm.swift.
import Testing
import TrackerProtocol

@testable import Swarms

/// A swarm made from a block of peers, every third of which is a seeder; a peer's state is its number.
private struct SwarmHarness: ~Copyable {
  var pool = PeerPool()
  var swarm: HashedSwarm

  init(count: Int) {
    var block = PeerBlock()
    for number in 0..<count {
      let peer = IPv6Peer(.sample(number, .ipv6))
      _ = block.insert(peer, PeerState(bits: UInt16(number)), as: Self.role(number), in: &pool)
    }
    swarm = HashedSwarm(IPv6Peer.self, emptying: &block, by: .sample, in: &pool)
    #expect(block.count == 0 && block.capacity == 0)
  }

  static func role(_ number: Int) -> PeerRole { number % 3 == 0 ? .seeder : .leecher }

  mutating func place(_ number: Int, likely role: PeerRole) -> HashedSwarm.Place? {
    let peer = IPv6Peer(.sample(number, .ipv6))
    return swarm.place(of: peer, digest: peer.digest(.sample), likely: role, in: &pool)
  }
}

@Suite("A hashed swarm")
struct HashedSwarmTests {
  @Test("A block's peers keep their roles and states on the way there and back", arguments: [0, 1, 2, 31, 32, 64, 200])
  func thereAndBack(count: Int) {
    var harness = SwarmHarness(count: count)
    #expect(harness.swarm.count == count && harness.swarm.seeders.count == (count + 2) / 3)
    for number in 0..<count {
      for role in [PeerRole.leecher, .seeder] {
        let place = harness.place(number, likely: role)
        #expect(place?.role == SwarmHarness.role(number))
      }
    }
    let absent = harness.place(count, likely: .leecher)
    #expect(absent == nil)
    var again = harness.swarm.emptied(IPv6Peer.self, in: &harness.pool)
    #expect(harness.swarm.count == 0 && again.count == count)
    for number in 0..<count {
      let index = harness.pool.index(of: IPv6Peer(.sample(number, .ipv6)), in: again)
      #expect(index >= 0)
      #expect(again.role(at: index) == SwarmHarness.role(number))
      let state = harness.pool.state(IPv6Peer.self, at: index, of: again)
      #expect(state.bits == UInt16(number))
    }
    again.clear(IPv6Peer.self, in: &harness.pool)
    #expect(harness.pool.usedWords == 0)
  }

  @Test("Buckets are numbered over both roles, so that expiry reaches each")
  func expiry() {
    var harness = SwarmHarness(count: 200)
    #expect(harness.swarm.bucketCount == harness.swarm.leechers.blocks.count + harness.swarm.seeders.blocks.count)
    var removed = 0
    for bucket in 0..<harness.swarm.bucketCount {
      removed += harness.swarm.expire(
        IPv6Peer.self, bucket: bucket, at: Tick(steps: 10_000), after: PeerLifetime(interval: 300), in: &harness.pool)
    }
    #expect(removed == 200 && harness.swarm.count == 0)
    #expect(harness.pool.usedWords == 0)
    harness.swarm.mergeSparseBuckets(IPv6Peer.self, in: &harness.pool)
    #expect(harness.swarm.bucketCount == 2)
  }

  @Test("Removing by place takes the peer out of its own role")
  func removes() throws {
    var harness = SwarmHarness(count: 90)
    for number in [0, 1] {
      let found = harness.place(number, likely: .leecher)
      let place = try #require(found)
      #expect(harness.swarm.block(at: place).count > place.position.index)
      harness.swarm.remove(IPv6Peer.self, at: place, in: &harness.pool)
    }
    #expect(harness.swarm.seeders.count == 29 && harness.swarm.leechers.count == 59)
    for number in [0, 1] {
      let gone = harness.place(number, likely: .leecher)
      #expect(gone == nil)
    }
  }
}
