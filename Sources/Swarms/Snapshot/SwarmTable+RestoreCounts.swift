// Restores the completed counts of a section alone, where it is too old for its peers.
internal import TrackerProtocol

extension SwarmTable {
  /// Takes only the completed counts from a section that was written at `moment`, long enough ago that everybody in it is gone.
  ///
  /// The time since then is not counted, as nobody could announce: a swarm that had peers has emptied now, and another one is as
  /// old as it was. Otherwise as ``restore(_:payload:)``; the table has nothing but counts before and after.
  public mutating func restoreCounts(
    _ section: SnapshotSection, payload: Span<UInt8>, writtenAt moment: Tick, now: Tick
  ) -> Bool {
    guard restore(section, payload: payload, postponing: now.steps &- moment.steps) else { return false }
    let segment = section.segment
    for slot in 0..<segments[segment].capacity { keepCompletedCount(segment: segment, slot: slot, at: now) }
    segments[segment] = TorrentSegment()
    pool = PeerPool()
    hashedSwarms = []
    totals = SwarmTotals()
    return true
  }

  /// The digest of a torrent in a section, or nil if the torrent belongs elsewhere or is known already.
  func newDigest(of infoHash: InfoHash, _ section: SnapshotSection) -> InfoHashDigest? {
    let digest = InfoHashDigest.called(infoHash, key: key)
    let segment = digest.segment
    guard digest.table == section.table, segment == section.segment,
      segments[segment].calledSlot(of: infoHash, digest) == nil,
      completedCounts[segment].calledSlot(of: infoHash, digest) == nil
    else { return nil }
    return digest
  }
}
