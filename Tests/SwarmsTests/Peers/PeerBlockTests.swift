// Tests of PeerBlock.swift.
import TestKit
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A block of peers")
struct PeerBlockTests {
  /// Peers and their states as a block must hold them, by number.
  private typealias Members = [Int: (role: PeerRole, bits: UInt16)]

  /// What is wrong with a block that must hold exactly the members, or nil.
  private func complaint<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: PeerBlock, _ members: Members, in pool: inout PeerPool
  ) -> String? {
    guard block.count == members.count else { return "\(block.count) peers where \(members.count) are due" }
    guard Int(block.capacity) >= block.count else { return "more peers than room" }
    guard Int(block.capacity) <= 2 * block.count + 4 else { return "room for \(block.capacity) with \(block.count)" }
    for (number, member) in members {
      let index = pool.index(of: Peer(.sample(number, Peer.family)), in: block)
      guard index >= 0 else { return "peer \(number) is not found" }
      guard block.role(at: index) == member.role else { return "peer \(number) has the wrong role" }
      guard block.range(of: member.role).contains(index) else { return "peer \(number) is out of its role's range" }
      guard pool.state(type, at: index, of: block).bits == member.bits else {
        return "peer \(number) has a wrong state"
      }
    }
    return nil
  }

  @Test(
    "Random insertions, removals and role switches agree with a dictionary", arguments: 1...3 as ClosedRange<UInt64>)
  func agreesWithDictionary(seed: UInt64) {
    play(IPv4Peer.self, seed: seed)
    play(IPv6Peer.self, seed: seed)
  }

  private func play<Peer: PackedEndpoint>(_ type: Peer.Type, seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var pool = PeerPool()
    var block = PeerBlock()
    var members: Members = [:]
    for operation in 0..<3_000 {
      let isGrowing = operation / 700 % 2 == 0
      let number = chance.below(SwarmLimits.blockPeers)
      let peer = Peer(.sample(number, Peer.family))
      let index = pool.index(of: peer, in: block)
      guard (index >= 0) == (members[number] != nil) else {
        Issue.record("operation \(operation): peer \(number) was \(index >= 0 ? "found" : "lost")")
        return
      }
      if let old = members[number] {
        if chance.once(in: isGrowing ? 5 : 2) {
          block.remove(type, at: index, in: &pool)
          members[number] = nil
        } else {
          let moved = block.switchRole(type, at: index, in: &pool)
          guard pool.peer(type, at: moved, of: block) == peer else {
            Issue.record("operation \(operation): the switched peer is not where it was said to be")
            return
          }
          members[number] = (old.role == .leecher ? .seeder : .leecher, old.bits)
        }
      } else if isGrowing || chance.once(in: 4) {
        let role: PeerRole = chance.once(in: 2) ? .leecher : .seeder
        let bits = UInt16(truncatingIfNeeded: chance.next())
        let inserted = block.insert(peer, PeerState(bits: bits), as: role, in: &pool)
        guard let inserted, pool.peer(type, at: inserted, of: block) == peer else {
          Issue.record("operation \(operation): the inserted peer is not where it was said to be")
          return
        }
        members[number] = (role, bits)
      }
      if operation % 8 == 0, let complaint = complaint(type, block, members, in: &pool) {
        Issue.record("operation \(operation): \(complaint)")
        return
      }
    }
    block.clear(type, in: &pool)
    #expect(pool.usedWords == 0)
  }

  @Test("A block counts to 255 and refuses the next", arguments: [PeerRole.leecher, .seeder])
  func full(role: PeerRole) {
    var pool = PeerPool()
    var block = PeerBlock()
    for number in 0..<255 {
      let index = block.insert(IPv4Peer(.sample(number, .ipv4)), PeerState(bits: 0), as: role, in: &pool)
      #expect(index == number)
    }
    for other in [PeerRole.leecher, .seeder] {
      let index = block.insert(IPv4Peer(.sample(255, .ipv4)), PeerState(bits: 0), as: other, in: &pool)
      #expect(index == nil)
    }
    #expect(block.count == 255)
  }

  @Test("Exactly the expired peers go, whatever their order", arguments: 1...20 as ClosedRange<UInt64>)
  func expiry(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var pool = PeerPool()
    var block = PeerBlock()
    let (now, lifetime) = (Tick(seconds: 20_000), PeerLifetime(interval: 300))
    var fresh: Set<Int> = []
    let count = chance.below(120)
    for number in 0..<count {
      let isFresh = chance.once(in: 3)
      let state = PeerState(announcedAt: Tick(seconds: isFresh ? 19_900 : 10_000), isCounted: chance.once(in: 2))
      let role: PeerRole = chance.once(in: 2) ? .leecher : .seeder
      _ = block.insert(IPv6Peer(.sample(number, .ipv6)), state, as: role, in: &pool)
      if isFresh { fresh.insert(number) }
    }
    let removed = block.expire(IPv6Peer.self, at: now, after: lifetime, in: &pool)
    #expect(removed == count - fresh.count)
    #expect(block.count == fresh.count)
    for number in fresh {
      let index = pool.index(of: IPv6Peer(.sample(number, .ipv6)), in: block)
      #expect(index >= 0)
    }
    if fresh.isEmpty { #expect(pool.usedWords == 0) }
  }

  @Test("A block that lost its last peer holds no memory")
  func empty() {
    var pool = PeerPool()
    var block = PeerBlock()
    _ = block.insert(IPv6Peer(.sample(1, .ipv6)), PeerState(bits: 1), as: .seeder, in: &pool)
    #expect(pool.usedWords == IPv6Peer.words(for: 1), "one peer takes no more than it needs")
    block.remove(IPv6Peer.self, at: 0, in: &pool)
    #expect(pool.usedWords == 0)
    #expect(block.capacity == 0)
    let index = pool.index(of: IPv6Peer(.sample(1, .ipv6)), in: block)
    #expect(index == -1)
  }
}
