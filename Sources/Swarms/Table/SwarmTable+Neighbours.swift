// Keeps one address from taking a swarm over: its newest peer pushes out its oldest.

extension SwarmTable {
  /// Removes the oldest peer of a newcomer's address from a small swarm, if that has as many of them as it may.
  @inline(never)
  mutating func makeRoom<Peer: PackedEndpoint>(for newcomer: Peer, in block: inout PeerBlock, at now: Tick) {
    guard let limit = perAddress.groupLimit, block.count >= limit else { return }
    let neighbours = pool.neighbours(of: newcomer, in: block, at: now, portMask: peerHash.portMask)
    guard neighbours.count >= limit, let oldest = neighbours.oldest else { return }
    block.remove(Peer.self, at: oldest.index, in: &pool)
    countPeers(-1, Peer.self)
  }

  /// The same in a large swarm, where all peers of an address, or of a group of them, lie in one bucket of each role.
  @inline(never)
  mutating func makeRoom<Peer: PackedEndpoint>(
    for newcomer: Peer, _ digest: UInt64, inHashed swarm: Int, at now: Tick
  ) {
    guard let limit = perAddress.groupLimit else { return }
    let (leecherBucket, leechers) = hashedSwarms[swarm].bucket(for: digest, of: .leecher)
    let (seederBucket, seeders) = hashedSwarms[swarm].bucket(for: digest, of: .seeder)
    let leeching = pool.neighbours(of: newcomer, in: leechers, at: now, portMask: peerHash.portMask)
    let seeding = pool.neighbours(of: newcomer, in: seeders, at: now, portMask: peerHash.portMask)
    guard leeching.count + seeding.count >= limit else { return }
    let place: HashedSwarm.Place
    if let oldest = leeching.oldest, oldest.age >= seeding.oldest?.age ?? 0 {
      place = .init(role: .leecher, position: .init(bucket: leecherBucket, index: oldest.index))
    } else if let oldest = seeding.oldest {
      place = .init(role: .seeder, position: .init(bucket: seederBucket, index: oldest.index))
    } else {
      return
    }
    hashedSwarms[swarm].remove(Peer.self, at: place, in: &pool)
    countPeers(-1, Peer.self)
  }
}
