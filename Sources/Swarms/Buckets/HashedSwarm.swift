// The peers of one family in a large swarm, found by a hash of its address.

/// Seeders and leechers apart, each found by a hash of its address.
struct HashedSwarm {
  var leechers = PeerBuckets(role: .leecher)
  var seeders = PeerBuckets(role: .seeder)

  var count: Int { leechers.count + seeders.count }

  /// Where a peer is, and in which role.
  struct Place {
    var role: PeerRole
    var position: PeerBuckets.Position
  }

  /// The place of a peer, or nil; the role it should have is looked in first.
  mutating func place<Peer: PackedEndpoint>(
    of peer: Peer, digest: UInt64, likely role: PeerRole, in pool: inout PeerPool
  ) -> Place? {
    if let position = position(of: peer, digest: digest, as: role, in: &pool) {
      return Place(role: role, position: position)
    }
    let other: PeerRole = role == .leecher ? .seeder : .leecher
    guard let position = position(of: peer, digest: digest, as: other, in: &pool) else { return nil }
    return Place(role: other, position: position)
  }

  private mutating func position<Peer: PackedEndpoint>(
    of peer: Peer, digest: UInt64, as role: PeerRole, in pool: inout PeerPool
  ) -> PeerBuckets.Position? {
    switch role {
    case .leecher: leechers.position(of: peer, digest: digest, in: &pool)
    case .seeder: seeders.position(of: peer, digest: digest, in: &pool)
    }
  }

  /// Adds a peer that is not there; false if there is no room for it.
  mutating func insert<Peer: PackedEndpoint>(
    _ peer: HashedPeer<Peer>, as role: PeerRole, by hash: PeerHash, in pool: inout PeerPool
  ) -> Bool {
    switch role {
    case .leecher: leechers.insert(peer, by: hash, in: &pool)
    case .seeder: seeders.insert(peer, by: hash, in: &pool)
    }
  }

  mutating func remove<Peer: PackedEndpoint>(_ type: Peer.Type, at place: Place, in pool: inout PeerPool) {
    switch place.role {
    case .leecher: leechers.remove(type, at: place.position, in: &pool)
    case .seeder: seeders.remove(type, at: place.position, in: &pool)
    }
  }

  /// The bucket in which a peer of this digest and role has its place, and its block.
  @inline(__always)
  func bucket(for digest: UInt64, of role: PeerRole) -> (bucket: Int, block: PeerBlock) {
    switch role {
    case .leecher: leechers.bucket(for: digest)
    case .seeder: seeders.bucket(for: digest)
    }
  }

  func block(at place: Place) -> PeerBlock {
    switch place.role {
    case .leecher: leechers.blocks[place.position.bucket]
    case .seeder: seeders.blocks[place.position.bucket]
    }
  }

  /// Buckets of both roles; leechers' first.
  var bucketCount: Int { leechers.blocks.count + seeders.blocks.count }

  /// Removes the expired peers of one bucket, counted over both roles; returns how many.
  mutating func expire<Peer: PackedEndpoint>(
    _ type: Peer.Type, bucket: Int, at now: Tick, after lifetime: PeerLifetime, in pool: inout PeerPool
  ) -> Int {
    let border = leechers.blocks.count
    return bucket < border
      ? leechers.expire(type, bucket: bucket, at: now, after: lifetime, in: &pool)
      : seeders.expire(type, bucket: bucket - border, at: now, after: lifetime, in: &pool)
  }

  /// Gives up buckets that the peers no longer need, a bounded number of them.
  mutating func mergeSparseBuckets<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) {
    for _ in 0..<SwarmLimits.mergesPerStep {
      let isLeecherMerged = leechers.mergeIfSparse(type, in: &pool)
      let isSeederMerged = seeders.mergeIfSparse(type, in: &pool)
      guard isLeecherMerged || isSeederMerged else { return }
    }
  }

  /// A swarm of buckets that were restored.
  init(leechers: PeerBuckets, seeders: PeerBuckets) {
    self.leechers = leechers
    self.seeders = seeders
  }

  /// Moves all peers out of a block into a new hashed swarm; the block's memory is freed.
  init<Peer: PackedEndpoint>(
    _ type: Peer.Type, emptying block: inout PeerBlock, by hash: PeerHash, in pool: inout PeerPool
  ) {
    for index in 0..<block.count {
      let peer = pool.peer(type, at: index, of: block)
      let state = pool.state(type, at: index, of: block)
      let hashed = HashedPeer(peer: peer, state: state, digest: peer.digest(hash))
      _ = insert(hashed, as: block.role(at: index), by: hash, in: &pool)
    }
    block.clear(type, in: &pool)
  }

  /// Moves all peers into one block and frees the buckets; the swarm must be small enough for it.
  mutating func emptied<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) -> PeerBlock {
    var block = PeerBlock()
    for source in leechers.blocks { Self.append(type, source, as: .leecher, to: &block, in: &pool) }
    for source in seeders.blocks { Self.append(type, source, as: .seeder, to: &block, in: &pool) }
    leechers.clear(type, in: &pool)
    seeders.clear(type, in: &pool)
    return block
  }

  private static func append<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ source: PeerBlock, as role: PeerRole, to block: inout PeerBlock, in pool: inout PeerPool
  ) {
    for index in 0..<source.count {
      let state = pool.state(type, at: index, of: source)
      _ = block.insert(pool.peer(type, at: index, of: source), state, as: role, in: &pool)
    }
  }
}
