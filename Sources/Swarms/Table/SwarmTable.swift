// A swarm table: some of a tracker's torrents, with all of their peers.
public import Hashing
public import TrackerProtocol

/// The swarms of those torrents whose digest falls to this table.
///
/// The table knows no clock and no chance: ticks and random numbers are handed in. It is not safe to use from two threads at
/// once; whoever shares it locks it.
public struct SwarmTable: ~Copyable, Sendable {
  var segments: [TorrentSegment]
  var pool = PeerPool()
  var hashedSwarms: [HashedSwarm] = []
  /// Numbers in `hashedSwarms` that no torrent uses.
  var vacantHashedSwarms: [Int] = []
  var sweepCursor = SweepCursor()

  /// The key of all hashes within; secret, or attackers could choose what collides.
  let key: SipKey

  /// How many peers of one address a swarm may have.
  let perAddress: PeersPerAddress
  /// The hash of peers that goes with it.
  let peerHash: PeerHash

  /// The completed counts of those torrents of each segment in whose swarms nobody is.
  var completedCounts: [TorrentSegment]

  /// What the table holds.
  public internal(set) var totals = SwarmTotals()

  /// An empty table; it takes no memory worth mentioning until the first announce.
  @inline(never)
  public init(key: SipKey, perAddress: PeersPerAddress = .unbounded) {
    self.key = key
    self.perAddress = perAddress
    peerHash = PeerHash(key: key, perAddress)
    segments = Array(repeating: TorrentSegment(), count: SwarmLimits.segmentCount)
    // No copy of the other: the first change to either would be an allocation in the middle of serving.
    completedCounts = Array(repeating: TorrentSegment(), count: SwarmLimits.segmentCount)
  }

  /// The counts of a torrent; zeros for one that is not known, which is not created (S-06).
  ///
  /// Where nobody is in the swarm, the completed count stays for a while.
  public mutating func counts(of infoHash: InfoHash, _ digest: InfoHashDigest) -> SwarmCounts {
    guard let swarm = segments[digest.segment].knownSwarm(of: infoHash, digest) else {
      return keptCounts(of: infoHash, digest)
    }
    return counts(of: swarm)
  }

  /// The counts of a swarm.
  @inline(__always)
  func counts(of swarm: TorrentSwarm) -> SwarmCounts {
    var counts = SwarmCounts(completed: swarm.completed)
    add(swarm.ipv4, to: &counts)
    add(swarm.ipv6, to: &counts)
    return counts
  }

  @inline(__always)
  private func add(_ block: PeerBlock, to counts: inout SwarmCounts) {
    if block.isHashed {
      counts.leechers &+= UInt32(truncatingIfNeeded: hashedSwarms[Int(block.address)].leechers.count)
      counts.seeders &+= UInt32(truncatingIfNeeded: hashedSwarms[Int(block.address)].seeders.count)
    } else {
      counts.leechers &+= UInt32(block.leechers)
      counts.seeders &+= UInt32(block.seeders)
    }
  }

  /// Bytes of peer memory: held from the system, and of these used by blocks.
  public var peerMemory: (held: Int, used: Int) {
    let wordBytes = SwarmLimits.unitsPerWord * 2
    return (pool.heldWords * wordBytes, pool.usedWords * wordBytes)
  }
}
