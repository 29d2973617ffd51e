// A segment may also hold torrents in whose swarms nobody is: their completed counts, bounded in number.
internal import Hashing
internal import TrackerProtocol

/// Such a segment holds counts alone; each table has one beside every segment of torrents with peers.
extension TorrentSegment {
  /// The count that is kept of a torrent; 0 if there is none.
  func completedCount(of infoHash: InfoHash, _ digest: InfoHashDigest) -> UInt32 {
    swarm(of: infoHash, digest).completed
  }

  /// Gives the count of a torrent back, and keeps it no longer; 0 if there is none.
  @inline(never)
  mutating func takeCompletedCount(of infoHash: InfoHash, _ digest: InfoHashDigest, key: SipKey) -> UInt32 {
    guard let slot = calledSlot(of: infoHash, digest) else { return 0 }
    let completed = swarm(at: slot).completed
    remove(at: slot, key: key)
    return completed
  }

  /// Keeps a count, which is not 0, of a torrent of which none is kept. The oldest gives way if there are too many.
  mutating func keep(_ kept: TorrentSwarm, of infoHash: InfoHash, _ digest: InfoHashDigest, key: SipKey) {
    if count >= SwarmLimits.completedCountsOfSegment { removeOldestCount(key: key) }
    let slot = insert(infoHash, digest, key: key)
    setSwarm(kept, at: slot)
  }

  private mutating func removeOldestCount(key: SipKey) {
    var oldest = (slot: 0, steps: UInt32.max)
    for slot in 0..<capacity {
      let swarm = swarm(at: slot)
      if !swarm.isEmpty, swarm.emptiedAt.steps <= oldest.steps { oldest = (slot, swarm.emptiedAt.steps) }
    }
    remove(at: oldest.slot, key: key)
  }

  /// Forgets the counts of the swarms that have been empty for too long.
  mutating func removeExpiredCounts(at now: Tick, key: SipKey) {
    var slot = 0
    while slot < capacity {
      let swarm = swarm(at: slot)
      // What takes the slot is looked at next.
      if !swarm.isEmpty, swarm.isForgotten(at: now) { remove(at: slot, key: key) } else { slot += 1 }
    }
    shrinkIfSparse(key: key)
  }
}
