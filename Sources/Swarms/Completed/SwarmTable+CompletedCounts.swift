// The completed count of a torrent outlives its swarm, also in snapshots.
internal import TrackerProtocol

extension SwarmTable {
  /// Torrents in whose swarms nobody is, and whose completed counts are kept.
  public var completedCountsKept: Int {
    var count = 0
    for segment in 0..<SwarmLimits.segmentCount { count += completedCounts[segment].count }
    return count
  }

  /// Keeps the completed count of a torrent that is about to be removed, unless it is 0.
  mutating func keepCompletedCount(segment: Int, slot: Int, at now: Tick) {
    let completed = segments[segment].swarm(at: slot).completed
    guard completed > 0 else { return }
    let infoHash = segments[segment].infoHash(at: slot)
    completedCounts[segment].insert(
      CompletedCount(infoHash: infoHash, completed: completed, emptiedAt: now), .called(infoHash, key: key), key: key)
  }

  /// Takes only the completed counts from a section that was written at `moment`, long enough ago that everybody in it is gone.
  ///
  /// The time since then is not counted, as nobody could announce: a swarm that had peers has emptied now, and another one is as
  /// old as it was. Otherwise as ``restore(_:payload:)``; the table is empty but for counts afterwards.
  public mutating func restoreCounts(
    _ section: SnapshotSection, payload: Span<UInt8>, writtenAt moment: Tick, now: Tick
  ) -> Bool {
    guard restore(section, payload: payload) else { return false }
    let segment = section.segment
    completedCounts[segment].postpone(bySteps: now.steps &- moment.steps)
    for slot in 0..<segments[segment].capacity { keepCompletedCount(segment: segment, slot: slot, at: now) }
    segments[segment] = TorrentSegment()
    pool = PeerPool()
    hashedSwarms = []
    totals = SwarmTotals()
    return true
  }

  /// Writes the counts of a segment, as many as there are.
  func writeCompletedCounts(ofSegment segment: Int, into bytes: inout MutableRawSpan, at offset: inout Int) {
    for slot in 0..<completedCounts[segment].capacity {
      completedCounts[segment].count(at: slot)?.write(into: &bytes, at: &offset)
    }
  }

  /// Takes over the counts that fill the rest of a segment's payload; false if no tracker writes such ones.
  mutating func restoreCompletedCounts(
    ofSegment segment: Int, ofTable table: Int, _ payload: Span<UInt8>, _ cursor: inout PayloadCursor
  ) -> Bool {
    while cursor.offset < payload.count {
      guard let kept = cursor.completedCount(payload) else { return false }
      let digest = InfoHashDigest.called(kept.infoHash, key: key)
      guard digest.table == table, digest.segment == segment,
        segments[segment].slot(of: kept.infoHash, digest) == nil,
        completedCounts[segment].completed(of: kept.infoHash, digest) == 0
      else { return false }
      completedCounts[segment].insert(kept, digest, key: key)
    }
    return true
  }
}
