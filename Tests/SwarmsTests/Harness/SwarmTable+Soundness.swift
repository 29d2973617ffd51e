// Checks the invariants of a table, which hold whatever was done to it.
import Hashing
import TrackerProtocol

@testable import Swarms

/// What was found in a table so far.
private struct Census {
  var totals = SwarmTotals()
  var words: Set<UInt32> = []
  var hashedSwarms: Set<Int> = []
}

extension SwarmTable {
  /// What is wrong with how the table keeps its swarms, or nil.
  ///
  /// After a section was refused, its last torrent may have left peers behind that no torrent has.
  mutating func unsoundness(afterRefusal: Bool = false) -> String? {
    var census = Census()
    for segment in segments.indices {
      var taken = 0
      for slot in 0..<segments[segment].capacity {
        let swarm = segments[segment].swarm(at: slot)
        guard !swarm.isEmpty else { continue }
        taken += 1
        let infoHash = segments[segment].infoHash(at: slot)
        let digest = InfoHashDigest(infoHash, key: key)
        guard digest.segment == segment, segments[segment].slot(of: infoHash, digest) == slot else {
          return "\(infoHash) is not found where it is"
        }
        if let complaint = examine(IPv4Peer.self, swarm.ipv4, &census) ?? examine(IPv6Peer.self, swarm.ipv6, &census) {
          return "\(infoHash): \(complaint)"
        }
      }
      guard taken == segments[segment].count else { return "segment \(segment) counts wrongly" }
      if let complaint = examineCounts(of: segment) { return complaint }
      census.totals.torrents += taken
    }
    return compare(census, afterRefusal)
  }

  private mutating func examineCounts(of segment: Int) -> String? {
    var found = 0
    for slot in 0..<completedCounts[segment].capacity {
      guard !completedCounts[segment].swarm(at: slot).isEmpty else { continue }
      found += 1
      let infoHash = completedCounts[segment].infoHash(at: slot)
      let digest = InfoHashDigest(infoHash, key: key)
      guard digest.segment == segment, completedCounts[segment].slot(of: infoHash, digest) == slot else {
        return "the count of \(infoHash) is not found where it is"
      }
      guard segments[segment].slot(of: infoHash, digest) == nil else { return "a count of a torrent with peers" }
    }
    return found == completedCounts[segment].count ? nil : "counted \(found) completed counts wrongly"
  }

  private func compare(_ census: Census, _ afterRefusal: Bool) -> String? {
    guard census.hashedSwarms.isDisjoint(with: vacantHashedSwarms) else { return "a hashed swarm is vacant and used" }
    if afterRefusal {
      guard census.totals.torrents == totals.torrents, census.totals.ipv4Peers <= totals.ipv4Peers,
        census.totals.ipv6Peers <= totals.ipv6Peers, census.words.count <= pool.usedWords
      else { return "counted \(census.totals), said to be \(totals)" }
      return nil
    }
    guard census.totals == totals else { return "counted \(census.totals), said to be \(totals)" }
    guard census.words.count == pool.usedWords else { return "\(census.words.count) words of \(pool.usedWords) used" }
    guard census.hashedSwarms.count + vacantHashedSwarms.count == hashedSwarms.count else { return "a lost swarm" }
    return nil
  }

  private mutating func examine<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: PeerBlock, _ census: inout Census
  ) -> String? {
    guard block.isHashed else { return block.isVacant ? nil : examine(type, block, isBucket: false, &census) }
    let swarm = Int(block.address)
    guard hashedSwarms.indices.contains(swarm), census.hashedSwarms.insert(swarm).inserted else {
      return "no hashed swarm of its own"
    }
    return examine(type, hashedSwarms[swarm].leechers, &census)
      ?? examine(type, hashedSwarms[swarm].seeders, &census)
  }

  private mutating func examine<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ buckets: PeerBuckets, _ census: inout Census
  ) -> String? {
    guard !buckets.blocks.isEmpty else { return "no bucket" }
    for block in buckets.blocks {
      guard block.range(of: buckets.role).count == block.count else { return "a peer in the other role's bucket" }
      guard block.count <= buckets.fullest else { return "a bucket above the fullest" }
      if let complaint = examine(type, block, isBucket: true, &census) { return complaint }
    }
    let count = buckets.blocks.reduce(0) { $0 + $1.count }
    return count == buckets.count ? nil : "\(count) peers in buckets, \(buckets.count) counted"
  }

  private mutating func examine<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ block: PeerBlock, isBucket: Bool, _ census: inout Census
  ) -> String? {
    guard !block.isHashed, block.count <= Int(block.capacity), isBucket || block.count > 0 else { return "\(block)" }
    switch Peer.family {
    case .ipv4: census.totals.ipv4Peers += block.count
    case .ipv6: census.totals.ipv6Peers += block.count
    }
    guard block.capacity > 0 else { return nil }
    for word in block.address..<block.address + UInt32(Peer.words(for: Int(block.capacity))) {
      guard census.words.insert(word).inserted else { return "two blocks in word \(word)" }
    }
    return nil
  }
}

extension SwarmTable {
  /// Which peer an announce would not find again, or nil; what a table was told by announces must all be found.
  mutating func lostPeer() -> String? {
    for segment in segments.indices {
      for slot in 0..<segments[segment].capacity {
        let swarm = segments[segment].swarm(at: slot)
        if let lost = lostPeer(IPv4Peer.self, swarm.ipv4) ?? lostPeer(IPv6Peer.self, swarm.ipv6) { return lost }
      }
    }
    return nil
  }

  private mutating func lostPeer<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: PeerBlock) -> String? {
    guard block.isHashed else {
      return (0..<block.count).first { pool.index(of: pool.peer(type, at: $0, of: block), in: block) != $0 }
        .map { "peer \($0) of a small swarm" }
    }
    let swarm = Int(block.address)
    for (role, blocks) in [
      (PeerRole.leecher, hashedSwarms[swarm].leechers.blocks), (.seeder, hashedSwarms[swarm].seeders.blocks),
    ] {
      for bucket in blocks.indices {
        for index in 0..<blocks[bucket].count {
          let peer = pool.peer(type, at: index, of: blocks[bucket])
          let place = hashedSwarms[swarm].place(of: peer, digest: peer.digest(peerHash), likely: role, in: &pool)
          guard place?.role == role, place?.position == PeerBuckets.Position(bucket: bucket, index: index) else {
            return "\(role) \(index) of bucket \(bucket) of a hashed swarm"
          }
        }
      }
    }
    return nil
  }
}
