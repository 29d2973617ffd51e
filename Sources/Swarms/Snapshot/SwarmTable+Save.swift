// Writes the segments of a table as sections of a snapshot.
internal import TrackerProtocol

extension SwarmTable {
  /// Segments of every table: what a snapshot takes one after the other.
  public static var segmentCount: Int { SwarmLimits.segmentCount }

  /// Bytes that the payload of a segment's section takes now; 0 if the segment knows of no torrent.
  public mutating func payloadLength(ofSegment segment: Int) -> Int {
    var length = completedCounts[segment].count * SnapshotRecord.length
    for slot in 0..<segments[segment].capacity {
      let swarm = segments[segment].swarm(at: slot)
      guard !swarm.isEmpty else { continue }
      length += SnapshotRecord.length
      length += payloadLength(IPv4Peer.self, swarm.ipv4) + payloadLength(IPv6Peer.self, swarm.ipv6)
    }
    return length
  }

  /// Writes the payload of a segment's section, whose length the caller has asked for just before, and returns how many torrents
  /// it has.
  public mutating func writePayload(ofSegment segment: Int, into bytes: inout MutableRawSpan) -> UInt32 {
    var offset = 0
    var torrents: UInt32 = 0
    for slot in 0..<segments[segment].capacity {
      let swarm = segments[segment].swarm(at: slot)
      guard !swarm.isEmpty else { continue }
      var record = SnapshotRecord(
        infoHash: segments[segment].infoHash(at: slot), completed: swarm.completed,
        ipv4: SnapshotPeers(swarm.ipv4), ipv6: SnapshotPeers(swarm.ipv6))
      if swarm.ipv4.isHashed || swarm.ipv6.isHashed { record.runCode = perAddress.snapshotCode }
      record.write(into: &bytes, at: offset)
      offset += SnapshotRecord.length
      write(IPv4Peer.self, swarm.ipv4, into: &bytes, at: &offset)
      write(IPv6Peer.self, swarm.ipv6, into: &bytes, at: &offset)
      torrents += 1
    }
    for slot in 0..<completedCounts[segment].capacity {
      let kept = completedCounts[segment].swarm(at: slot)
      guard !kept.isEmpty else { continue }
      SnapshotRecord(infoHash: completedCounts[segment].infoHash(at: slot), ofNobodyIn: kept)
        .write(into: &bytes, at: offset)
      offset += SnapshotRecord.length
      torrents += 1
    }
    return torrents
  }

  private func payloadLength<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: PeerBlock) -> Int {
    guard block.isHashed else { return block.count * Peer.byteCountWithState }
    let swarm = Int(block.address)
    let runs = hashedSwarms[swarm].bucketCount
    return 8 + 2 * runs + hashedSwarms[swarm].count * Peer.byteCountWithState
  }

  private mutating func write<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: PeerBlock, into bytes: inout MutableRawSpan, at offset: inout Int
  ) {
    guard block.isHashed else { return pool.copyPeersAndStates(type, of: block, into: &bytes, at: &offset) }
    let swarm = Int(block.address)
    let border = hashedSwarms[swarm].leechers.blocks.count
    bytes.storeBigEndian(UInt32(border), at: offset)
    bytes.storeBigEndian(UInt32(hashedSwarms[swarm].bucketCount - border), at: offset + 4)
    offset += 8
    for bucket in 0..<hashedSwarms[swarm].bucketCount {
      let run =
        bucket < border
        ? hashedSwarms[swarm].leechers.blocks[bucket] : hashedSwarms[swarm].seeders.blocks[bucket - border]
      bytes.storeBigEndian(UInt16(run.count), at: offset)
      offset += 2
      pool.copyPeersAndStates(type, of: run, into: &bytes, at: &offset)
    }
  }
}

extension SnapshotPeers {
  fileprivate init(_ block: PeerBlock) {
    self.init(
      leechers: block.isHashed ? 0 : block.leechers, seeders: block.isHashed ? 0 : block.seeders,
      areInRuns: block.isHashed)
  }
}
