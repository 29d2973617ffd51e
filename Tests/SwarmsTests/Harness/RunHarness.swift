// Blocks of numbered peers, and the runs that are copied out of them.
import TrackerProtocol

@testable import Swarms

/// Peers in the order of their numbers, in blocks of given sizes.
struct RunHarness: ~Copyable {
  /// Runs begin here in the reply; what is before must stay as it is.
  private static let start = 7

  private var pool = PeerPool()
  private(set) var blocks: [PeerBlock] = []
  private var reply: [UInt8]
  private var random = RandomSource(seed: 34)
  /// Whether the last run asked for chance.
  private(set) var tookChance = false

  init(_ sizes: [Int]) {
    var number = 0
    for size in sizes {
      var block = PeerBlock()
      for _ in 0..<size {
        _ = block.insert(IPv4Peer(.sample(number, .ipv4)), PeerState(bits: 0), as: .leecher, in: &pool)
        number += 1
      }
      blocks.append(block)
    }
    reply = Array(repeating: 0, count: 6 * number + 64)
  }

  /// A random run of the first block's peers, by number.
  mutating func run(_ count: Int, from start: Int, to end: Int, but skipped: Int = -1) -> [Int] {
    let stretch = PeerStretch(block: blocks[0], start: start, end: end, skipped: skipped)
    return listed(Self.list(pool, random, &reply) { $0.copyRandomRun(IPv4Peer.self, count, of: stretch, &$1, &$2) })
  }

  /// A random run of all blocks' peers, taken as the buckets of a large swarm.
  mutating func run(_ count: Int, but skipped: PeerBuckets.Position? = nil) -> [Int] {
    let buckets = PeerBuckets(role: .leecher, restoring: blocks)
    let draw = PeerDraw(count: count, skipped: skipped)
    return listed(Self.list(pool, random, &reply) { buckets.copyRandomRun(IPv4Peer.self, draw, from: $0, &$1, &$2) })
  }

  /// Neighbours of the first block, by number.
  mutating func neighbours(_ start: Int, _ count: Int) -> [Int] {
    let run = AdjacentPeers(of: blocks[0], start, count)
    return listed(Self.list(pool, random, &reply) { $0.copyPeers(IPv4Peer.self, run, into: &$2, at: &$1.end) })
  }

  /// Lets `write` fill a reply. Apart from `self`, as the span of the reply keeps what it belongs to borrowed.
  private static func list(
    _ pool: borrowing PeerPool, _ random: RandomSource, _ reply: inout [UInt8],
    _ write: (borrowing PeerPool, inout PeerList, inout MutableRawSpan) -> Void
  ) -> PeerList {
    for index in reply.indices { reply[index] = 0xa5 }
    var list = PeerList(at: start, random: random)
    var elements = reply.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var bytes = unsafe elements.mutableBytes
    write(pool, &list, &bytes)
    return list
  }

  /// The numbers of the peers that were listed; what is around them must be untouched.
  private mutating func listed(_ list: PeerList) -> [Int] {
    var (before, after) = (random, list.random)
    tookChance = before.next() != after.next()
    random = list.random
    precondition(reply[..<Self.start].allSatisfy { $0 == 0xa5 } && reply[list.end...].allSatisfy { $0 == 0xa5 })
    return stride(from: Self.start, to: list.end, by: 6).map { offset in
      let address = reply.span.bigEndianUInt32(at: offset)
      return 3 * Int(address - 0x0a00_0000) + Int(reply.span.bigEndianUInt16(at: offset + 4)) - 6881
    }
  }
}
