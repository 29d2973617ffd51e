// Tests of PeerBlock+Changes.swift: who takes whose place, and how much room a block has.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A block that changes")
struct PeerBlockChangesTests {
  @Test("has a new leecher where the first seeder was, which becomes the last, and a new seeder at the end")
  func insertion() {
    var harness = BlockHarness(leechers: 2, seeders: 3)
    let index = harness.insert(8, as: .leecher)
    var order = harness.order()
    #expect(index == 2 && order == [[0, 1, 8], [3, 4, 2]])
    let last = harness.insert(9, as: .seeder)
    order = harness.order()
    #expect(last == 6 && order == [[0, 1, 8], [3, 4, 2, 9]])
  }

  @Test(
    "closes the gap with the last leecher, and that one's with the last seeder",
    arguments: [
      (0, [[2, 1], [4, 3]]), (1, [[0, 2], [4, 3]]), (2, [[0, 1], [4, 3]]), (3, [[0, 1, 2], [4]]),
      (4, [[0, 1, 2], [3]]),
    ])
  func removal(index: Int, due: [[Int]]) {
    var harness = BlockHarness(leechers: 3, seeders: 2)
    harness.remove(at: index)
    let order = harness.order()
    #expect(order == due)
  }

  @Test("with one role alone closes the gap with its last")
  func oneRole() {
    var leechers = BlockHarness(leechers: 4, seeders: 0)
    leechers.remove(at: 1)
    var seeders = BlockHarness(leechers: 0, seeders: 4)
    seeders.remove(at: 0)
    let orders = [leechers.order(), seeders.order()]
    #expect(orders == [[[0, 3, 2], []], [[], [3, 1, 2]]])
  }

  @Test(
    "moves its border over a peer that changes its role",
    arguments: [
      (0, 2, [[2, 1], [0, 3, 4]]), (1, 2, [[0, 2], [1, 3, 4]]), (2, 2, [[0, 1], [2, 3, 4]]),
      (3, 3, [[0, 1, 2, 3], [4]]), (4, 3, [[0, 1, 2, 4], [3]]),
    ])
  func roles(index: Int, newIndex: Int, due: [[Int]]) {
    var harness = BlockHarness(leechers: 3, seeders: 2)
    let moved = harness.switchRole(at: index)
    let order = harness.order()
    #expect(moved == newIndex && order == due)
  }

  @Test("has room for an eighth more than it needs when it grows, and for no more than 255")
  func growth() {
    var harness = BlockHarness(leechers: 0, seeders: 0)
    var capacities: [UInt8] = []
    for number in 0..<255 {
      harness.insert(number, as: number % 2 == 0 ? .leecher : .seeder)
      capacities.append(harness.block.capacity)
    }
    #expect(capacities.prefix(14) == [1, 2, 3, 4, 5, 6, 7, 9, 9, 11, 11, 13, 13, 15])
    #expect([219, 220, 247, 248, 254].map { capacities[$0] } == [220, 248, 248, 255, 255])
    // A word is one IPv4 peer with its state.
    #expect(harness.pool.usedWords == 255)
  }

  @Test("gives room back once it has more than twice what it needs and four")
  func shrinking() {
    var harness = BlockHarness(leechers: 10, seeders: 10)
    var capacities: [UInt8] = [harness.block.capacity]
    while harness.block.count > 0 {
      harness.remove(at: harness.block.count / 2)
      capacities.append(harness.block.capacity)
      let used = harness.pool.usedWords
      #expect(used == Int(harness.block.capacity))
    }
    // Room for 21 stays down to nine peers; eight are moved into room for nine, and two of them into room for two.
    #expect(capacities == [UInt8](repeating: 21, count: 12) + [9, 9, 9, 9, 9, 9, 2, 2, 0])
  }

  @Test("loses exactly its old peers, whoever they are, and none of the others changes its role", arguments: 0...6)
  func expiry(leechers: Int) {
    let (now, lifetime) = (Tick(steps: 1000), PeerLifetime(interval: 300))
    for old in 0..<64 {
      var harness = BlockHarness(leechers: leechers, seeders: 6 - leechers)
      for index in 0..<6 {
        // The states are 900 and more for who stays, 100 and more for who goes.
        let state = PeerState(bits: UInt16((old >> index & 1 == 1 ? 100 : 930) + index))
        harness.pool.setState(IPv4Peer.self, at: index, of: harness.block, to: state)
      }
      let removed = harness.block.expire(IPv4Peer.self, at: now, after: lifetime, in: &harness.pool)
      var left: Set<Int> = []
      for index in 0..<harness.block.count {
        let number = Int(harness.pool.state(IPv4Peer.self, at: index, of: harness.block).bits) - 930
        let peer = harness.pool.peer(IPv4Peer.self, at: index, of: harness.block)
        guard number >= 0 else {
          Issue.record("an old peer is still there, of the pattern \(old)")
          return
        }
        #expect(peer == IPv4Peer(.sample(number, .ipv4)))
        #expect(harness.block.role(at: index) == (number < leechers ? .leecher : .seeder))
        left.insert(number)
      }
      #expect(left == Set((0..<6).filter { old >> $0 & 1 == 0 }) && removed == 6 - left.count)
    }
  }
}
