// A block of numbered peers, changed by index and read in the order in which they lie.
import Testing
import TrackerProtocol

@testable import Swarms

/// A block over IPv4 of numbered peers; a peer's state is its number, counted from 1.
struct BlockHarness: ~Copyable {
  var pool = PeerPool()
  var block = PeerBlock()

  init(leechers: Int, seeders: Int) {
    for number in 0..<leechers { insert(number, as: .leecher) }
    for number in leechers..<leechers + seeders { insert(number, as: .seeder) }
  }

  @discardableResult
  mutating func insert(_ number: Int, as role: PeerRole) -> Int? {
    block.insert(IPv4Peer(.sample(number, .ipv4)), PeerState(bits: UInt16(number + 1)), as: role, in: &pool)
  }

  mutating func remove(at index: Int) { block.remove(IPv4Peer.self, at: index, in: &pool) }

  mutating func switchRole(at index: Int) -> Int { block.switchRole(IPv4Peer.self, at: index, in: &pool) }

  /// The peers' numbers as they lie in memory: leechers, then seeders. Each must have its own state.
  mutating func order() -> [[Int]] {
    let numbers = (0..<block.count).map { index in
      let number = Int(pool.state(IPv4Peer.self, at: index, of: block).bits) - 1
      let peer = pool.peer(IPv4Peer.self, at: index, of: block)
      #expect(peer == IPv4Peer(.sample(number, .ipv4)), "peer \(number) has another's state")
      return number
    }
    return [Array(numbers.prefix(Int(block.leechers))), Array(numbers.dropFirst(Int(block.leechers)))]
  }
}
