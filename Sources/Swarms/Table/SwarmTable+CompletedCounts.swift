// The completed count of a torrent outlives its swarm.
internal import TrackerProtocol

extension SwarmTable {
  /// Torrents in whose swarms nobody is, and whose completed counts are kept.
  public var completedCountsKept: Int { completedCounts.reduce(0) { $0 + $1.count } }

  /// The counts of a torrent that nobody is in. Apart, as most scrapes ask for others.
  @inline(never)
  mutating func keptCounts(of infoHash: InfoHash, _ digest: InfoHashDigest) -> SwarmCounts {
    SwarmCounts(completed: completedCounts[digest.segment].completedCount(of: infoHash, digest))
  }

  /// Keeps the completed count of a torrent that is about to be removed, unless it is 0.
  mutating func keepCompletedCount(segment: Int, slot: Int, at now: Tick) {
    let completed = segments[segment].swarm(at: slot).completed
    guard completed > 0 else { return }
    let infoHash = segments[segment].infoHash(at: slot)
    let kept = TorrentSwarm(completed: completed, emptiedAt: now)
    completedCounts[segment].keep(kept, of: infoHash, .called(infoHash, key: key), key: key)
  }
}
