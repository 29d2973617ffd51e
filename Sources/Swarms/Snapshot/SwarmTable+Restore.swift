// Restores a section of a snapshot into a table.
internal import TrackerProtocol

extension SwarmTable {
  /// Adds the torrents and the completed counts of a section to this table, which must be empty but for other sections, and have
  /// the key under which the section was written.
  ///
  /// Returns false if the payload is not what a tracker writes. The table is sound then, but has a part of the section.
  ///
  /// - Parameter steps: by how many ticks later than it is written the swarms that nobody is in are taken to have emptied.
  public mutating func restore(
    _ section: SnapshotSection, payload: Span<UInt8>, postponing steps: UInt32 = 0
  ) -> Bool {
    let segment = section.segment
    // Each torrent takes a record at least: a wrong number cannot make the table large.
    guard Int(section.torrents) <= payload.count / SnapshotRecord.length else { return false }
    segments[segment].reserve(Int(section.torrents), key: key)
    var cursor = PayloadCursor()
    for _ in 0..<section.torrents {
      guard let record = cursor.record(payload), let digest = newDigest(of: record.infoHash, section) else {
        return false
      }
      if let emptiedAt = record.emptiedAt {
        let kept = TorrentSwarm(completed: record.completed, emptiedAt: Tick(steps: emptiedAt.steps &+ steps))
        completedCounts[segment].keep(kept, of: record.infoHash, digest, key: key)
        continue
      }
      var swarm = TorrentSwarm()
      swarm.completed = record.completed
      guard restore(IPv4Peer.self, record, payload, &cursor, into: &swarm),
        restore(IPv6Peer.self, record, payload, &cursor, into: &swarm)
      else { return false }
      let slot = segments[segment].insert(record.infoHash, digest, key: key)
      segments[segment].setSwarm(swarm, at: slot)
      totals.torrents += 1
    }
    return cursor.offset == payload.count
  }

  @inline(never)
  private mutating func restore<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ record: SnapshotRecord, _ payload: Span<UInt8>, _ cursor: inout PayloadCursor,
    into swarm: inout TorrentSwarm
  ) -> Bool {
    let peers = Peer.family == .ipv4 ? record.ipv4 : record.ipv6
    guard !peers.isNobody else { return true }
    var block = PeerBlock()
    if peers.areInRuns {
      guard var hashed = restoreRuns(type, payload, &cursor) else { return false }
      if record.runCode != perAddress.snapshotCode { hashed = sorted(type, hashed) }
      countPeers(hashed.count, type)
      block.isHashed = true
      block.address = UInt32(hashedSwarms.count)
      hashedSwarms.append(hashed)
    } else {
      let leechers = Int(peers.leechers)
      guard let run = cursor.run(type, count: leechers + Int(peers.seeders), payload) else { return false }
      block = pool.restore(type, run, leechers: leechers, from: payload)
      countPeers(block.count, type)
    }
    swarm.setBlock(block, Peer.self)
    return true
  }

  private mutating func restoreRuns<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ payload: Span<UInt8>, _ cursor: inout PayloadCursor
  ) -> HashedSwarm? {
    guard let leecherRuns = cursor.number(payload), let seederRuns = cursor.number(payload),
      let leechers = restoreBuckets(type, .leecher, leecherRuns, payload, &cursor),
      let seeders = restoreBuckets(type, .seeder, seederRuns, payload, &cursor)
    else { return nil }
    return HashedSwarm(leechers: leechers, seeders: seeders)
  }

  private mutating func restoreBuckets<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ role: PeerRole, _ count: Int, _ payload: Span<UInt8>, _ cursor: inout PayloadCursor
  ) -> PeerBuckets? {
    // Each run takes two bytes at least: a wrong number cannot make the list long.
    guard count > 0, count <= (payload.count - cursor.offset) / 2 else { return nil }
    var blocks: [PeerBlock] = []
    blocks.reserveCapacity(count)
    for _ in 0..<count {
      guard let run = cursor.countedRun(type, payload) else { return nil }
      blocks.append(pool.restore(type, run, leechers: role == .leecher ? run.count : 0, from: payload))
    }
    return PeerBuckets(role: role, restoring: blocks)
  }
}
