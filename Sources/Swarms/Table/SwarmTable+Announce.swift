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
  /// When it came.
  public var now: Tick

  /// An announce that asks for no peers and completes nothing, unless that is changed.
  public init(_ infoHash: InfoHash, _ endpoint: Endpoint, _ status: PeerStatus, at now: Tick) {
    self.infoHash = infoHash
    self.endpoint = endpoint
    self.status = status
    isCompletion = false
    wantedPeerCount = 0
    self.now = now
  }
}

extension SwarmTable {
  /// Updates the swarm, and writes the chosen peers packed at the end of the list, for which the reply must have room.
  ///
  /// Returns the counts after the update.
  @inline(__always)
  public mutating func announce(
    _ announce: PeerAnnounce, _ digest: InfoHashDigest, listing list: inout PeerList, into reply: inout MutableRawSpan
  ) -> SwarmCounts {
    switch announce.endpoint.address.family {
    case .ipv4:
      self.announce(IPv4Peer(announce.endpoint), announce, digest, &list, &reply)
    case .ipv6:
      self.announce(IPv6Peer(announce.endpoint), announce, digest, &list, &reply)
    }
  }

  @inline(__always)
  private mutating func announce<Peer: PackedEndpoint>(
    _ peer: Peer, _ announce: PeerAnnounce, _ digest: InfoHashDigest, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) -> SwarmCounts {
    if announce.status == .stopped { return remove(peer, announce.infoHash, digest, at: announce.now) }
    let role: PeerRole = announce.status == .seeder ? .seeder : .leecher
    let swarm = segments[digest.segment].swarm(of: announce.infoHash, digest)
    let block = swarm.block(Peer.self)
    var bucket = 0
    var searched = block
    if block.isHashed {
      (bucket, searched) = hashedSwarms[Int(block.address)].bucket(for: peer.digest(peerHash), of: role)
    }
    // Most announces change nothing but the peer's own state.
    let index = pool.refresh(peer, in: searched, at: announce.now).index
    if index >= 0, block.isHashed || block.role(at: index) == role {
      let requester = Requester(role: role, wanted: announce.wantedPeerCount, bucket: bucket, index: index)
      if block.isHashed {
        chooseFromBuckets(Peer.self, requester, of: block, &list, &reply)
      } else {
        chooseFromBlock(Peer.self, requester, of: block, &list, &reply)
      }
      return counts(of: swarm)
    }
    return change(peer, announce, digest, &list, &reply)
  }

  /// Announces a peer that is unknown or has another role: more than its own state changes.
  @inline(never)
  private mutating func change<Peer: PackedEndpoint>(
    _ peer: Peer, _ announce: PeerAnnounce, _ digest: InfoHashDigest, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) -> SwarmCounts {
    var swarm = TorrentSwarm()
    let requester = record(peer, announce, digest, &swarm)
    let block = swarm.block(Peer.self)
    if block.isHashed {
      chooseFromBuckets(Peer.self, requester, of: block, &list, &reply)
    } else {
      chooseFromBlock(Peer.self, requester, of: block, &list, &reply)
    }
    return counts(of: swarm)
  }

  /// Updates a torrent's record by a peer, makes one if there is none, and gives the swarm as it is then.
  private mutating func record<Peer: PackedEndpoint>(
    _ peer: Peer, _ announce: PeerAnnounce, _ digest: InfoHashDigest, _ swarm: inout TorrentSwarm
  ) -> Requester {
    let infoHash = announce.infoHash
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
    var block = swarm.block(Peer.self)
    let update = PeerUpdate(announce)
    var requester = block.isHashed ? updateHashed(peer, update, &block) : updateSmall(peer, update, &block)
    requester.wanted = announce.wantedPeerCount
    if requester.isNewlyCompleted { swarm.completed &+= 1 }
    swarm.setBlock(block, Peer.self)
    segments[segment].setSwarm(swarm, at: slot)
    return requester
  }
}
