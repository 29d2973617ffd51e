// Chooses the peers of a reply: uniformly at random, at a cost that does not grow with the swarm.
//
// Peers are copied in runs from random places. Within one role every start is equally likely, so every peer is in the run
// with the same probability; and each role gives its share of the reply, rounded by chance so that shares are exact on average.

extension SwarmTable {
  /// Writes at most `wanted` peers of a small swarm's block at `offset` of the reply.
  @inline(__always)
  mutating func chooseFromBlock<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, _ wanted: Int, of block: PeerBlock, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    // Leechers are in front: a seeder is told of them alone, as seeders do not connect to seeders; a leecher of all.
    let end = requester.role == .leecher ? block.count : Int(block.leechers)
    let isAmong = requester.index >= 0 && requester.index < end
    if wanted >= (isAmong ? end &- 1 : end) {
      // Everybody but the requester; nothing is left to chance.
      let front = isAmong ? requester.index : end
      pool.copyPeers(type, from: 0, front, of: block, into: &reply, at: &offset)
      if isAmong { pool.copyPeers(type, from: front &+ 1, end &- front &- 1, of: block, into: &reply, at: &offset) }
    } else {
      chooseSome(type, requester, wanted, of: block, &random, &reply, &offset)
    }
  }

  /// Writes `wanted` peers of a small swarm's block that has more.
  @inline(never)
  private mutating func chooseSome<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, _ wanted: Int, of block: PeerBlock, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    let shares = PeerShares(
      of: wanted, for: requester, leechers: Int(block.leechers), seeders: Int(block.seeders), &random)
    let index = requester.index >= 0 ? requester.index : nil
    let skipped = requester.role == .leecher ? index : nil
    pool.copyRandomRun(
      type, shares.leechers, of: block, block.range(of: .leecher), skipping: skipped, &random, &reply, &offset)
    pool.copyRandomRun(
      type, shares.seeders, of: block, block.range(of: .seeder), skipping: nil, &random, &reply, &offset)
  }

  /// Writes at most `wanted` peers of a hashed swarm at `offset` of the reply.
  @inline(never)
  mutating func chooseFromBuckets<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, _ wanted: Int, of block: PeerBlock, _ random: inout RandomSource,
    _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    let swarm = Int(block.address)
    // Most requesters are seeders: a way of their own, on which nobody is to be left out.
    guard requester.role == .leecher else {
      let count = min(wanted, hashedSwarms[swarm].leechers.count)
      hashedSwarms[swarm].leechers
        .copyRandomRun(type, count, skipping: nil, from: pool, &random, &reply, &offset)
      return
    }
    let shares = PeerShares(
      of: wanted, for: requester, leechers: hashedSwarms[swarm].leechers.count,
      seeders: hashedSwarms[swarm].seeders.count, &random)
    let place =
      requester.index >= 0 ? PeerBuckets.Position(bucket: requester.bucket, index: requester.index) : nil
    hashedSwarms[swarm].leechers
      .copyRandomRun(type, shares.leechers, skipping: place, from: pool, &random, &reply, &offset)
    hashedSwarms[swarm].seeders
      .copyRandomRun(type, shares.seeders, skipping: nil, from: pool, &random, &reply, &offset)
  }
}

/// How many peers of each role a reply has.
struct PeerShares {
  var leechers: Int
  var seeders = 0

  /// The shares of at most `wanted` peers of a swarm: in proportion, and rounded by chance so that they are exact on average.
  @inline(__always)
  init(of wanted: Int, for requester: Requester, leechers: Int, seeders: Int, _ random: inout RandomSource) {
    // Seeders do not connect to seeders, and so have no share in what a seeder is told.
    guard requester.role == .leecher else {
      self.leechers = min(wanted, leechers)
      return
    }
    let others = requester.index >= 0 ? leechers &- 1 : leechers
    let total = others &+ seeders
    let chosen = min(wanted, total)
    guard chosen > 0 else {
      self.leechers = 0
      return
    }
    self.leechers = chosen * others / total
    let remainder = chosen * others % total
    if remainder > 0, random.next(below: total) < remainder { self.leechers += 1 }
    self.seeders = chosen - self.leechers
  }
}

extension PeerPool {
  /// Copies `count` neighbouring peers of a range, taken as a ring, from a random start; one index may be left out.
  func copyRandomRun<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ count: Int, of block: PeerBlock, _ range: Range<Int>, skipping skipped: Int?,
    _ random: inout RandomSource, _ reply: inout MutableRawSpan, _ offset: inout Int
  ) {
    guard count > 0 else { return }
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
    guard count > 0 else { return }
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
