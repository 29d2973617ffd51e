// Sorts the peers of a large swarm anew, where a snapshot has them in the order of another bound on the peers of one address.

extension SwarmTable {
  /// The same peers in the buckets where this table looks for them, without those beyond its bound. The memory of the old buckets
  /// is freed.
  @inline(never)
  mutating func sorted<Peer: PackedEndpoint>(_ type: Peer.Type, _ restored: consuming HashedSwarm) -> HashedSwarm {
    var sorted = HashedSwarm(leechers: PeerBuckets(role: .leecher), seeders: PeerBuckets(role: .seeder))
    for block in restored.leechers.blocks { move(type, block, as: .leecher, to: &sorted) }
    for block in restored.seeders.blocks { move(type, block, as: .seeder, to: &sorted) }
    restored.leechers.clear(type, in: &pool)
    restored.seeders.clear(type, in: &pool)
    return sorted
  }

  private mutating func move<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: PeerBlock, as role: PeerRole, to sorted: inout HashedSwarm
  ) {
    for index in 0..<block.count {
      let peer = pool.peer(type, at: index, of: block)
      let hashed = HashedPeer(
        peer: peer, state: pool.state(type, at: index, of: block), digest: peer.digest(peerHash))
      if hasRoom(for: hashed, in: sorted) { _ = sorted.insert(hashed, as: role, by: peerHash, in: &pool) }
    }
  }

  private mutating func hasRoom<Peer: PackedEndpoint>(for peer: HashedPeer<Peer>, in swarm: HashedSwarm) -> Bool {
    guard let limit = perAddress.groupLimit else { return true }
    var count = 0
    for role in [PeerRole.leecher, .seeder] {
      let block = swarm.bucket(for: peer.digest, of: role).block
      // The age does not matter here: any moment will do.
      count += pool.neighbours(of: peer.peer, in: block, at: Tick(steps: 0), portMask: peerHash.portMask).count
    }
    return count < limit
  }
}
