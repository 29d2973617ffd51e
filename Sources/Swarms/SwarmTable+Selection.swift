// Which peers a client is told of: a uniformly random choice at a cost that does not grow with the swarm.
//
// Peers are copied in runs from random places. Within one role every start is equally likely, so every peer is in the run
// with the same probability; and each role gives its share of the reply, rounded by chance so that shares are exact on average.

/// How many peers to choose, and for whom.
struct PeerSelection {
  var requester: Requester
  /// How many at the most; at least 1.
  var wanted: Int
}

extension SwarmTable {
  /// Writes the chosen peers of a torrent's block at `offset` of the reply.
  @inline(__always)
  mutating func choose<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ selection: PeerSelection, from block: PeerBlock, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    if !block.isHashed, copyAll(type, selection, of: block, &reply, &offset) { return }
    chooseSome(type, selection, from: block, &random, &reply, &offset)
  }

  /// Writes all whom the requester may be told of, if the request is for no fewer. Nothing is left to chance then.
  @inline(__always)
  private mutating func copyAll<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ selection: PeerSelection, of block: PeerBlock, _ reply: inout MutableRawSpan,
    _ offset: inout Int
  ) -> Bool {
    let requester = selection.requester
    // Leechers are in front: a seeder is told of them alone, a leecher of everybody.
    let end = requester.role == .leecher ? block.count : Int(block.leechers)
    let isAmong = requester.index >= 0 && requester.index < end
    let front = isAmong ? requester.index : end
    guard selection.wanted >= (isAmong ? end &- 1 : end) else { return false }
    pool.copyPeers(type, from: 0, front, of: block, into: &reply, at: &offset)
    if isAmong { pool.copyPeers(type, from: front &+ 1, end &- front &- 1, of: block, into: &reply, at: &offset) }
    return true
  }

  /// Writes a random choice of peers, as many as are wanted or there are.
  @inline(never)
  private mutating func chooseSome<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ selection: PeerSelection, from block: PeerBlock, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    let isLeecher = selection.requester.role == .leecher
    let isStored = selection.requester.index >= 0
    var leechers = block.isHashed ? hashedSwarms[Int(block.address)].leechers.count : Int(block.leechers)
    // Seeders do not connect to seeders.
    guard isLeecher else {
      choose(type, min(selection.wanted, leechers), .leecher, selection, from: block, &random, &reply, &offset)
      return
    }
    if isStored { leechers -= 1 }
    let seeders = block.isHashed ? hashedSwarms[Int(block.address)].seeders.count : Int(block.seeders)
    let total = leechers + seeders
    guard total > 0 else { return }
    let chosen = min(selection.wanted, total)
    var fromLeechers = chosen * leechers / total
    let remainder = chosen * leechers % total
    if remainder > 0, random.next(below: total) < remainder { fromLeechers += 1 }
    choose(type, fromLeechers, .leecher, selection, from: block, &random, &reply, &offset)
    choose(type, chosen - fromLeechers, .seeder, selection, from: block, &random, &reply, &offset)
  }

  /// Writes exactly `count` peers of one role, which has that many besides the requester.
  private mutating func choose<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ count: Int, _ role: PeerRole, _ selection: PeerSelection, from block: PeerBlock,
    _ random: inout RandomSource, _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    guard count > 0 else { return }
    let requester = selection.requester
    let skipped =
      requester.role == role && requester.index >= 0
      ? PeerBuckets.Position(bucket: requester.bucket, index: requester.index) : nil
    guard block.isHashed else {
      let range = block.range(of: role)
      pool.copyRandomRun(type, count, of: block, range, skipping: skipped?.index, &random, &reply, &offset)
      return
    }
    switch role {
    case .leecher:
      hashedSwarms[Int(block.address)].leechers
        .copyRandomRun(type, count, skipping: skipped, from: pool, &random, &reply, &offset)
    case .seeder:
      hashedSwarms[Int(block.address)].seeders
        .copyRandomRun(type, count, skipping: skipped, from: pool, &random, &reply, &offset)
    }
  }
}

extension PeerPool {
  /// Copies `count` neighbouring peers of a range, taken as a ring, from a random start; one index may be left out.
  func copyRandomRun<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ count: Int, of block: PeerBlock, _ range: Range<Int>, skipping skipped: Int?,
    _ random: inout RandomSource, _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    let others = range.count - (skipped == nil ? 0 : 1)
    var start = range.lowerBound
    if count < others {
      start += random.next(below: others)
      if let skipped, start >= skipped { start += 1 }
    }
    var remaining = count
    let skipped = skipped ?? -1
    copyPeers(type, start..<range.upperBound, skipping: skipped, upTo: &remaining, of: block, &reply, &offset)
    copyPeers(type, range.lowerBound..<start, skipping: skipped, upTo: &remaining, of: block, &reply, &offset)
  }

  /// Copies the peers of a range but for one, at most `remaining`, which is counted down.
  @inline(__always)
  func copyPeers<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ range: Range<Int>, skipping skipped: Int, upTo remaining: inout Int, of block: PeerBlock,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    var start = range.lowerBound
    var count = min(range.upperBound &- start, remaining)
    if skipped >= start, skipped &- start < count {
      copyPeers(type, from: start, skipped &- start, of: block, into: &reply, at: &offset)
      remaining &-= skipped &- start
      start = skipped &+ 1
      count = min(range.upperBound &- start, remaining)
    }
    copyPeers(type, from: start, count, of: block, into: &reply, at: &offset)
    remaining &-= count
  }
}

extension PeerBuckets {
  /// Copies `count` neighbouring peers, all buckets taken as one ring, from a random start; one may be left out.
  @inline(__always)
  func copyRandomRun<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ count: Int, skipping skipped: Position?, from pool: borrowing PeerPool,
    _ random: inout RandomSource, _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    let others = self.count - (skipped == nil ? 0 : 1)
    let start = count < others ? randomPosition(but: skipped, &random) : Position(bucket: 0, index: 0)
    let skipped = skipped ?? Position(bucket: -1, index: -1)
    var position = start
    var remaining = min(count, others)
    // The ring ends where it began: the first bucket comes twice, its front last.
    var visits = blocks.count &+ 1
    while remaining > 0, visits > 0 {
      let block = blocks[position.bucket]
      let index = position.bucket == skipped.bucket ? skipped.index : -1
      pool.copyPeers(
        type, position.index..<block.count, skipping: index, upTo: &remaining, of: block, &reply, &offset)
      position = Position(bucket: position.bucket &+ 1 < blocks.count ? position.bucket &+ 1 : 0, index: 0)
      visits &-= 1
    }
  }

  /// A position at which each peer but one is found with the same probability.
  ///
  /// Any bucket, any index up to the fullest bucket's count; what points at nobody is drawn again. Where expiry has just
  /// emptied most buckets that could take long, so after many draws the next peer on the ring has to do.
  @inline(__always)
  private func randomPosition(but skipped: Position?, _ random: inout RandomSource) -> Position {
    var position = Position(bucket: 0, index: 0)
    for _ in 0..<SwarmLimits.randomDraws {
      let (bucket, index) = random.next(below: blocks.count, and: fullest)
      position = Position(bucket: bucket, index: index)
      if position.index < blocks[position.bucket].count, position != skipped { return position }
    }
    while position.index >= blocks[position.bucket].count || position == skipped {
      let isInBlock = position.index < blocks[position.bucket].count
      position =
        isInBlock
        ? Position(bucket: position.bucket, index: position.index + 1)
        : Position(bucket: position.bucket + 1 < blocks.count ? position.bucket + 1 : 0, index: 0)
    }
    return position
  }
}
