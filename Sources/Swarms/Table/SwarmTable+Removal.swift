// Removes peers that stop, and torrents that nobody is in any more.
internal import TrackerProtocol

extension SwarmTable {
  /// Removes a peer that says it stops; creates nothing for one that is not known.
  @inline(never)
  mutating func remove<Peer: PackedEndpoint>(
    _ peer: Peer, _ infoHash: InfoHash, _ digest: InfoHashDigest, at now: Tick
  ) -> SwarmCounts {
    let segment = digest.segment
    guard let slot = segments[segment].slot(of: infoHash, digest) else { return SwarmCounts() }
    var swarm = segments[segment].swarm(at: slot)
    var block = swarm.block(Peer.self)
    if block.isHashed {
      removeHashed(peer, &block)
    } else {
      let index = pool.index(of: peer, in: block)
      guard index >= 0 else { return counts(of: swarm) }
      block.remove(Peer.self, at: index, in: &pool)
      countPeers(-1, Peer.self)
    }
    swarm.setBlock(block, Peer.self)
    segments[segment].setSwarm(swarm, at: slot)
    if swarm.isEmpty {
      removeTorrent(segment: segment, slot: slot, at: now)
      segments[segment].shrinkIfSparse(key: key)
    }
    return counts(of: swarm)
  }

  private mutating func removeHashed<Peer: PackedEndpoint>(_ peer: Peer, _ block: inout PeerBlock) {
    let swarm = Int(block.address)
    let digest = peer.digest(peerHash)
    guard let place = hashedSwarms[swarm].place(of: peer, digest: digest, likely: .leecher, in: &pool) else { return }
    hashedSwarms[swarm].remove(Peer.self, at: place, in: &pool)
    countPeers(-1, Peer.self)
    makeSmallIfFew(Peer.self, &block)
  }

  /// Turns a hashed swarm that lost most of its peers into a block again.
  mutating func makeSmallIfFew<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: inout PeerBlock) {
    let swarm = Int(block.address)
    guard hashedSwarms[swarm].count <= SwarmLimits.smallAgainPeers else { return }
    block = hashedSwarms[swarm].emptied(type, in: &pool)
    vacantHashedSwarms.append(swarm)
  }

  /// Removes the record of a torrent that nobody is in any more; its completed count stays.
  mutating func removeTorrent(segment: Int, slot: Int, at now: Tick) {
    keepCompletedCount(segment: segment, slot: slot, at: now)
    segments[segment].remove(at: slot, key: key)
    totals.torrents -= 1
  }

  /// Adds to the number of peers of a family.
  mutating func countPeers<Peer: PackedEndpoint>(_ change: Int, _ type: Peer.Type) {
    switch Peer.family {
    case .ipv4: totals.ipv4Peers += change
    case .ipv6: totals.ipv6Peers += change
    }
  }
}
