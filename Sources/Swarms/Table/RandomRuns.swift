// Runs of adjacent peers from random places, in one block or over the buckets of a hashed swarm.

/// Adjacent peers of one block, from one index up to but not including another, of which one may be left out.
struct PeerStretch {
  var block: PeerBlock
  var start: Int
  var end: Int
  /// The index of the peer to leave out; -1 for none.
  var skipped = -1
}

extension PeerPool {
  /// Copies `count` adjacent peers of a stretch, taken as a ring, from a random start.
  @inline(__always)
  func copyRandomRun<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ count: Int, of stretch: PeerStretch, _ list: inout PeerList, _ reply: inout MutableRawSpan
  ) {
    guard count > 0 else { return }
    let others = stretch.end &- stretch.start &- (stretch.skipped < 0 ? 0 : 1)
    var start = stretch.start
    if count < others {
      start &+= list.random.next(below: others)
      if stretch.skipped >= 0, start >= stretch.skipped { start &+= 1 }
    }
    var remaining = count
    var part = stretch
    part.start = start
    copyPeers(type, part, upTo: &remaining, &list, &reply)
    part.start = stretch.start
    part.end = start
    copyPeers(type, part, upTo: &remaining, &list, &reply)
  }

  /// Copies the peers of a stretch, at most `remaining`, which is counted down.
  @inline(__always)
  func copyPeers<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ stretch: PeerStretch, upTo remaining: inout Int, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) {
    let (block, skipped, end) = (stretch.block, stretch.skipped, stretch.end)
    var start = stretch.start
    var count = min(end &- start, remaining)
    if skipped >= start, skipped &- start < count {
      copyPeers(type, AdjacentPeers(of: block, start, skipped &- start), into: &reply, at: &list.end)
      remaining &-= skipped &- start
      start = skipped &+ 1
      count = min(end &- start, remaining)
    }
    copyPeers(type, AdjacentPeers(of: block, start, count), into: &reply, at: &list.end)
    remaining &-= count
  }
}

/// How many peers of one role's buckets are to be copied, and which is to be left out.
struct PeerDraw {
  var count: Int
  var skipped: PeerBuckets.Position?
}

extension PeerBuckets {
  /// Copies adjacent peers, all buckets taken as one ring, from a random start.
  @inline(__always)
  func copyRandomRun<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ draw: PeerDraw, from pool: borrowing PeerPool, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) {
    guard draw.count > 0 else { return }
    let others = count - (draw.skipped == nil ? 0 : 1)
    let start =
      draw.count < others ? randomPosition(but: draw.skipped, &list.random) : Position(bucket: 0, index: 0)
    let skipped = draw.skipped ?? Position(bucket: -1, index: -1)
    var position = start
    var remaining = min(draw.count, others)
    // The ring ends where it began: the first bucket comes twice, its front last.
    var visits = blocks.count &+ 1
    while remaining > 0, visits > 0 {
      let block = blocks[position.bucket]
      let index = position.bucket == skipped.bucket ? skipped.index : -1
      let stretch = PeerStretch(block: block, start: position.index, end: block.count, skipped: index)
      pool.copyPeers(type, stretch, upTo: &remaining, &list, &reply)
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
