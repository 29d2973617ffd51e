// Updates of one peer in its swarm, which may change from a single block to a hashed swarm by it.

extension SwarmTable {
  /// Updates or adds a peer of a small swarm, which may become a hashed one.
  mutating func updateSmall<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ block: inout PeerBlock
  ) -> Requester {
    let found = pool.refresh(peer, in: block, at: update.now)
    guard found.index >= 0 else {
      makeRoom(for: peer, in: &block, at: update.now)
      guard block.count < SwarmLimits.smallSwarmPeers else {
        makeHashed(Peer.self, &block)
        return updateHashed(peer, update, &block)
      }
      let (state, isNewlyCompleted) = update.state(after: nil)
      let index = block.insert(peer, state, as: update.role, in: &pool) ?? -1
      countPeers(1, Peer.self)
      return Requester(role: update.role, index: index, isNewlyCompleted: isNewlyCompleted)
    }
    var index = found.index
    let role = block.role(at: index)
    let (state, isNewlyCompleted) = update.state(after: (role, found.state))
    if isNewlyCompleted { pool.setState(Peer.self, at: index, of: block, to: state) }
    if role != update.role { index = block.switchRole(Peer.self, at: index, in: &pool) }
    return Requester(role: update.role, index: index, isNewlyCompleted: isNewlyCompleted)
  }

  /// Updates or adds a peer of a hashed swarm.
  mutating func updateHashed<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ block: inout PeerBlock
  ) -> Requester {
    let swarm = Int(block.address)
    let digest = peer.digest(peerHash)
    let place = hashedSwarms[swarm].place(of: peer, digest: digest, likely: update.role, in: &pool)
    guard let place, place.role == update.role else {
      return moveHashed(peer, update, from: place, digest, swarm)
    }
    let inBlock = hashedSwarms[swarm].block(at: place)
    let known = (role: place.role, state: pool.state(Peer.self, at: place.position.index, of: inBlock))
    let (state, isNewlyCompleted) = update.state(after: known)
    pool.setState(Peer.self, at: place.position.index, of: inBlock, to: state)
    return Requester(
      role: place.role, bucket: place.position.bucket, index: place.position.index, isNewlyCompleted: isNewlyCompleted)
  }

  /// Adds a peer to a hashed swarm, taking it out of the other role's buckets if it was there.
  private mutating func moveHashed<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, from place: HashedSwarm.Place?, _ digest: UInt64, _ swarm: Int
  ) -> Requester {
    var known: (role: PeerRole, state: PeerState)?
    if let place {
      let inBlock = hashedSwarms[swarm].block(at: place)
      known = (place.role, pool.state(Peer.self, at: place.position.index, of: inBlock))
      hashedSwarms[swarm].remove(Peer.self, at: place, in: &pool)
      countPeers(-1, Peer.self)
    } else {
      makeRoom(for: peer, digest, inHashed: swarm, at: update.now)
    }
    let (state, isNewlyCompleted) = update.state(after: known)
    let isStored = hashedSwarms[swarm].insert(
      HashedPeer(peer: peer, state: state, digest: digest), as: update.role, by: peerHash, in: &pool)
    guard isStored else { return Requester(role: update.role, index: -1, isNewlyCompleted: isNewlyCompleted) }
    countPeers(1, Peer.self)
    // The insertion may have split a bucket, so the peer is looked up again.
    let now = hashedSwarms[swarm].place(of: peer, digest: digest, likely: update.role, in: &pool)
    return Requester(
      role: update.role, bucket: now?.position.bucket ?? 0, index: now?.position.index ?? -1,
      isNewlyCompleted: isNewlyCompleted)
  }

  /// Turns a block into a hashed swarm.
  private mutating func makeHashed<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: inout PeerBlock) {
    let swarm = HashedSwarm(type, emptying: &block, by: peerHash, in: &pool)
    block.isHashed = true
    if let vacant = vacantHashedSwarms.popLast() {
      hashedSwarms[vacant] = swarm
      block.address = UInt32(vacant)
    } else {
      block.address = UInt32(hashedSwarms.count)
      hashedSwarms.append(swarm)
    }
  }
}
