// Announces: updates a peer in its table and chooses peers for the reply.
public import TrackerProtocol

/// What a peer is in its swarm after an announce.
public enum PeerStatus: Sendable, BitwiseCopyable {
  case leecher
  case seeder
  /// It leaves.
  case stopped
}

/// One announce, as the tables see it.
public struct PeerAnnounce: Sendable, BitwiseCopyable {
  /// The torrent.
  public var infoHash: InfoHash
  /// The peer's own address and listening port.
  public var endpoint: Endpoint
  /// What the peer is from now on.
  public var status: PeerStatus
  /// Whether the peer says that it completed its download just now.
  public var isCompletion: Bool
  /// How many peers to choose at the most; at least 0.
  public var wantedPeerCount: Int

  /// An announce that asks for no peers and completes nothing, unless said otherwise.
  public init(
    infoHash: InfoHash, endpoint: Endpoint, status: PeerStatus, isCompletion: Bool = false, wantedPeerCount: Int = 0
  ) {
    self.infoHash = infoHash
    self.endpoint = endpoint
    self.status = status
    self.isCompletion = isCompletion
    self.wantedPeerCount = wantedPeerCount
  }
}

extension SwarmTable {
  /// Updates the swarm, and writes the chosen peers packed at `offset` of the reply, which must have room for them.
  ///
  /// Returns the counts after the update and moves `offset` behind the peers.
  @inline(__always)
  public mutating func announce(
    _ announce: PeerAnnounce, _ digest: InfoHashDigest, at now: Tick, random: inout RandomSource,
    into reply: inout MutableRawSpan, at offset: inout Int
  ) -> SwarmCounts {
    switch announce.endpoint.address.family {
    case .ipv4:
      self.announce(IPv4Peer(announce.endpoint), announce, digest, now, &random, &reply, &offset)
    case .ipv6:
      self.announce(IPv6Peer(announce.endpoint), announce, digest, now, &random, &reply, &offset)
    }
  }

  @inline(__always)
  private mutating func announce<Peer: PackedEndpoint>(
    _ peer: Peer, _ announce: PeerAnnounce, _ digest: InfoHashDigest, _ now: Tick, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) -> SwarmCounts {
    if announce.status == .stopped { return remove(peer, announce.infoHash, digest, at: now) }
    let role: PeerRole = announce.status == .seeder ? .seeder : .leecher
    let update = PeerUpdate(role: role, now: now, isCompletion: announce.isCompletion)
    let swarm = segments[digest.segment].swarm(of: announce.infoHash, digest)
    let block = Peer.block(of: swarm)
    var bucket = 0
    var searched = block
    if block.isHashed {
      (bucket, searched) = hashedSwarms[Int(block.address)].bucket(for: peer.digest(key), of: role)
    }
    // Most announces change nothing but the peer's own state.
    let index = pool.refresh(peer, in: searched, at: now).index
    if index >= 0, block.isHashed || block.role(at: index) == role {
      let requester = Requester(role: role, bucket: bucket, index: index, isNewlyCompleted: false)
      if block.isHashed {
        chooseFromBuckets(Peer.self, requester, announce.wantedPeerCount, of: block, &random, &reply, &offset)
      } else {
        chooseFromBlock(Peer.self, requester, announce.wantedPeerCount, of: block, &random, &reply, &offset)
      }
      return counts(of: swarm)
    }
    return change(peer, update, announce, digest, &random, &reply, &offset)
  }

  /// Announces a peer that is unknown or has another role: more than its own state changes.
  @inline(never)
  private mutating func change<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ announce: PeerAnnounce, _ digest: InfoHashDigest,
    _ random: inout RandomSource, _ reply: inout MutableRawSpan, _ offset: inout Int
  ) -> SwarmCounts {
    var swarm = TorrentSwarm()
    let requester = record(peer, update, announce.infoHash, digest, &swarm)
    let block = Peer.block(of: swarm)
    if block.isHashed {
      chooseFromBuckets(Peer.self, requester, announce.wantedPeerCount, of: block, &random, &reply, &offset)
    } else {
      chooseFromBlock(Peer.self, requester, announce.wantedPeerCount, of: block, &random, &reply, &offset)
    }
    return counts(of: swarm)
  }

  /// Updates a torrent's record by a peer, makes one if there is none, and gives the swarm as it is then.
  private mutating func record<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ infoHash: InfoHash, _ digest: InfoHashDigest, _ swarm: inout TorrentSwarm
  ) -> Requester {
    let segment = digest.segment
    let slot: Int
    if let known = segments[segment].slot(of: infoHash, digest) {
      slot = known
      swarm = segments[segment].swarm(at: slot)
    } else {
      slot = segments[segment].insert(infoHash, digest, key: key)
      swarm.completed = completedCounts[segment].takeCompletedCount(of: infoHash, digest, key: key)
      totals.torrents += 1
    }
    var block = Peer.block(of: swarm)
    let requester = block.isHashed ? updateHashed(peer, update, &block) : updateSmall(peer, update, &block)
    if requester.isNewlyCompleted { swarm.completed &+= 1 }
    Peer.setBlock(block, of: &swarm)
    segments[segment].setSwarm(swarm, at: slot)
    return requester
  }
}

extension SwarmTable {
  /// Updates or adds a peer of a small swarm, which may become a hashed one.
  private mutating func updateSmall<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ block: inout PeerBlock
  ) -> Requester {
    let found = pool.refresh(peer, in: block, at: update.now)
    guard found.index >= 0 else {
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
  private mutating func updateHashed<Peer: PackedEndpoint>(
    _ peer: Peer, _ update: PeerUpdate, _ block: inout PeerBlock
  ) -> Requester {
    let swarm = Int(block.address)
    let digest = peer.digest(key)
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
    }
    let (state, isNewlyCompleted) = update.state(after: known)
    let isStored = hashedSwarms[swarm].insert(peer, state, digest: digest, as: update.role, key: key, in: &pool)
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
    let swarm = HashedSwarm(type, emptying: &block, key: key, in: &pool)
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
