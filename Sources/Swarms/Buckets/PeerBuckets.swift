// The peers of one role in a large swarm, spread over buckets by linear hashing.

/// A peer with its state and the hash by which its bucket is found.
struct HashedPeer<Peer: PackedEndpoint>: BitwiseCopyable {
  var peer: Peer
  var state: PeerState
  var digest: UInt64
}

/// Linear hashing (Litwin, 1980): bucket after bucket is split or merged, so no step moves more than one bucket's peers.
struct PeerBuckets {
  /// Where a peer is.
  struct Position: Equatable {
    var bucket: Int
    var index: Int
  }

  let role: PeerRole
  private(set) var blocks = [PeerBlock()]
  /// Peers in all blocks.
  private(set) var count = 0
  /// At least the count of the fullest block; the bound for choosing evenly.
  private(set) var fullest = 1

  init(role: PeerRole) { self.role = role }

  /// Buckets as they were before, at least one, each with the peers that belong there.
  init(role: PeerRole, restoring blocks: [PeerBlock]) {
    self.role = role
    self.blocks = blocks
    count = blocks.reduce(0) { $0 + $1.count }
    fullest = blocks.reduce(1) { max($0, $1.count) }
  }

  /// The position of a peer, or nil.
  mutating func position<Peer: PackedEndpoint>(
    of peer: Peer, digest: UInt64, in pool: inout PeerPool
  ) -> Position? {
    let bucket = bucket(of: digest)
    let index = pool.index(of: peer, in: blocks[bucket])
    return index < 0 ? nil : Position(bucket: bucket, index: index)
  }

  /// Adds a peer that is not there; false if its bucket is as full as can be. That happens only where very many addresses each have
  /// as many peers in the swarm as they may, since those of one address share a bucket.
  mutating func insert<Peer: PackedEndpoint>(
    _ peer: HashedPeer<Peer>, by hash: PeerHash, in pool: inout PeerPool
  ) -> Bool {
    let bucket = bucket(of: peer.digest)
    guard blocks[bucket].insert(peer.peer, peer.state, as: role, in: &pool) != nil else { return false }
    fullest = max(fullest, blocks[bucket].count)
    count += 1
    if count > blocks.count * SwarmLimits.bucketPeers { split(Peer.self, by: hash, in: &pool) }
    return true
  }

  /// Removes the peer at a position.
  mutating func remove<Peer: PackedEndpoint>(_ type: Peer.Type, at position: Position, in pool: inout PeerPool) {
    blocks[position.bucket].remove(type, at: position.index, in: &pool)
    count -= 1
    mergeIfSparse(type, in: &pool)
  }

  /// Removes the expired peers of one bucket and returns how many there were.
  mutating func expire<Peer: PackedEndpoint>(
    _ type: Peer.Type, bucket: Int, at now: Tick, after lifetime: PeerLifetime, in pool: inout PeerPool
  ) -> Int {
    let removed = blocks[bucket].expire(type, at: now, after: lifetime, in: &pool)
    count -= removed
    return removed
  }

  /// Gives up the last bucket if there are too many for the peers; true if it did.
  @discardableResult
  mutating func mergeIfSparse<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) -> Bool {
    guard blocks.count > 1, count < (blocks.count - 1) * SwarmLimits.sparseBucketPeers else { return false }
    var last = blocks[blocks.count - 1]
    let target = Self.partner(of: blocks.count - 1)
    guard last.count + blocks[target].count <= SwarmLimits.blockPeers else { return false }
    for index in 0..<last.count {
      let state = pool.state(type, at: index, of: last)
      _ = blocks[target].insert(pool.peer(type, at: index, of: last), state, as: role, in: &pool)
    }
    last.clear(type, in: &pool)
    blocks.removeLast()
    fullest = max(fullest, blocks[target].count)
    if blocks.capacity > 4 * blocks.count + 16 { giveBackCapacity() }
    return true
  }

  /// Moves the list of blocks into memory of its size; an array made from an array would share the memory it has.
  private mutating func giveBackCapacity() {
    var fitting: [PeerBlock] = []
    fitting.reserveCapacity(blocks.count)
    fitting.append(contentsOf: blocks)
    blocks = fitting
  }

  /// Frees all memory.
  mutating func clear<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) {
    for bucket in blocks.indices { blocks[bucket].clear(type, in: &pool) }
    self = PeerBuckets(role: role)
  }

  /// The bucket that a digest belongs to, and its block.
  @inline(__always)
  func bucket(for digest: UInt64) -> (bucket: Int, block: PeerBlock) {
    let bucket = bucket(of: digest)
    return (bucket, blocks[bucket])
  }

  /// The bucket that a digest belongs to, by its lowest bits.
  @inline(__always)
  private func bucket(of digest: UInt64) -> Int {
    let half = Self.highestPower(in: blocks.count)
    let bucket = Int(truncatingIfNeeded: digest) & (2 &* half &- 1)
    return bucket < blocks.count ? bucket : bucket &- half
  }

  /// Adds a bucket and moves into it what now belongs there.
  private mutating func split<Peer: PackedEndpoint>(_ type: Peer.Type, by hash: PeerHash, in pool: inout PeerPool) {
    let source = Self.partner(of: blocks.count)
    blocks.append(PeerBlock())
    let newest = blocks.count - 1
    var index = 0
    while index < blocks[source].count {
      let peer = pool.peer(type, at: index, of: blocks[source])
      guard bucket(of: peer.digest(hash)) == newest else {
        index += 1
        continue
      }
      let state = pool.state(type, at: index, of: blocks[source])
      _ = blocks[newest].insert(peer, state, as: role, in: &pool)
      blocks[source].remove(type, at: index, in: &pool)
    }
    fullest = max(fullest, blocks[newest].count)
  }

  /// The bucket that bucket `number` was split from.
  private static func partner(of number: Int) -> Int { number - highestPower(in: number) }

  /// The highest power of two that is not above `number`.
  private static func highestPower(in number: Int) -> Int {
    1 &<< (Int.bitWidth - 1 - number.leadingZeroBitCount)
  }
}
