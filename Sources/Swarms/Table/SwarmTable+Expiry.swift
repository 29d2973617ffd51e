// Expiry: removes peers that fell silent, a bounded slice at a time.
internal import TrackerProtocol

/// Where the next slice of expiry starts.
struct SweepCursor: Equatable {
  var segment = 0
  var slot = 0
  /// Whether the torrent's IPv4 peers are done and its IPv6 peers are next.
  var isAtIPv6 = false
  /// The bucket to go on with, if the torrent at the cursor has a hashed swarm.
  var bucket = 0
}

extension SwarmTable {
  /// Removes expired peers, torrents that become empty, and counts that were kept long enough, from where the last slice ended.
  ///
  /// Looks at about `budget` peers, so that nobody waits for long. Returns true when the end of the table was reached; the
  /// next call then starts over.
  public mutating func sweep(budget: Int, at now: Tick, after lifetime: PeerLifetime) -> Bool {
    var remaining = budget
    if sweepCursor == SweepCursor() { pool.beginCompaction() }
    while sweepCursor.segment < segments.count {
      let segment = sweepCursor.segment
      while sweepCursor.slot < segments[segment].capacity {
        guard remaining > 0 else { return false }
        sweepTorrent(segment: segment, slot: sweepCursor.slot, now, lifetime, &remaining)
      }
      segments[segment].shrinkIfSparse(key: key)
      // An empty segment costs little, but not nothing; a count costs about as much as a peer.
      remaining -= 1 + completedCounts[segment].capacity
      completedCounts[segment].removeExpiredCounts(at: now, key: key)
      sweepCursor = SweepCursor(segment: segment + 1)
    }
    sweepCursor = SweepCursor()
    return true
  }

  /// Sweeps one slot, or as much of its torrent as the budget allows, and moves the cursor.
  private mutating func sweepTorrent(
    segment: Int, slot: Int, _ now: Tick, _ lifetime: PeerLifetime, _ remaining: inout Int
  ) {
    remaining -= 1
    var swarm = segments[segment].swarm(at: slot)
    if !swarm.isEmpty {
      let isDone = sweep(&swarm, now, lifetime, &remaining)
      segments[segment].setSwarm(swarm, at: slot)
      guard isDone else { return }
      if swarm.isEmpty {
        // The torrent that takes the slot is looked at next.
        removeTorrent(segment: segment, slot: slot, at: now)
        sweepCursor = SweepCursor(segment: segment, slot: slot)
        return
      }
    }
    sweepCursor = SweepCursor(segment: segment, slot: slot + 1)
  }

  /// Sweeps both families of a torrent from the cursor on; false if the budget ended before the peers did.
  private mutating func sweep(
    _ swarm: inout TorrentSwarm, _ now: Tick, _ lifetime: PeerLifetime, _ remaining: inout Int
  ) -> Bool {
    if !sweepCursor.isAtIPv6 {
      guard sweep(IPv4Peer.self, &swarm.ipv4, now, lifetime, &remaining) else { return false }
      sweepCursor.isAtIPv6 = true
      sweepCursor.bucket = 0
    }
    return sweep(IPv6Peer.self, &swarm.ipv6, now, lifetime, &remaining)
  }

  private mutating func sweep<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: inout PeerBlock, _ now: Tick, _ lifetime: PeerLifetime, _ remaining: inout Int
  ) -> Bool {
    guard block.isHashed else {
      remaining -= block.count
      countPeers(-block.expire(type, at: now, after: lifetime, in: &pool), type)
      return true
    }
    let swarm = Int(block.address)
    while sweepCursor.bucket < hashedSwarms[swarm].bucketCount {
      remaining -= SwarmLimits.bucketPeers
      let removed = hashedSwarms[swarm].expire(type, bucket: sweepCursor.bucket, at: now, after: lifetime, in: &pool)
      countPeers(-removed, type)
      sweepCursor.bucket += 1
      // Asked behind the first bucket, not before it, so that every slice proceeds, however small the budget.
      if remaining <= 0, sweepCursor.bucket < hashedSwarms[swarm].bucketCount { return false }
    }
    hashedSwarms[swarm].mergeSparseBuckets(type, in: &pool)
    makeSmallIfFew(type, &block)
    return true
  }
}
