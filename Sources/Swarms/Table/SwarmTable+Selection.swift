// Chooses the peers of a reply: uniformly at random, at a cost that does not grow with the swarm.
//
// Peers are copied in runs from random places. Within one role every start is equally likely, so every peer is in the run
// with the same probability; and each role gives its share of the reply, rounded by chance so that shares are exact on average.

extension SwarmTable {
  /// Writes at most the wanted number of a small swarm's peers at the end of the list.
  @inline(__always)
  mutating func chooseFromBlock<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, of block: PeerBlock, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) {
    // Leechers are in front: a seeder is told of them alone, as seeders do not connect to seeders; a leecher of all.
    let end = requester.role == .leecher ? block.count : Int(block.leechers)
    let isAmong = requester.index >= 0 && requester.index < end
    if requester.wanted >= (isAmong ? end &- 1 : end) {
      // Everybody but the requester; nothing is left to chance.
      let front = isAmong ? requester.index : end
      pool.copyPeers(type, AdjacentPeers(of: block, 0, front), into: &reply, at: &list.end)
      if isAmong {
        let behind = AdjacentPeers(of: block, front &+ 1, end &- front &- 1)
        pool.copyPeers(type, behind, into: &reply, at: &list.end)
      }
    } else {
      chooseSome(type, requester, of: block, &list, &reply)
    }
  }

  /// Writes the wanted number of peers of a small swarm's block that has more.
  @inline(never)
  private mutating func chooseSome<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, of block: PeerBlock, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) {
    let shares = PeerShares(
      for: requester, leechers: Int(block.leechers), seeders: Int(block.seeders), &list.random)
    let skipped = requester.role == .leecher ? requester.index : -1
    let leechers = PeerStretch(block: block, start: 0, end: Int(block.leechers), skipped: skipped)
    pool.copyRandomRun(type, shares.leechers, of: leechers, &list, &reply)
    let seeders = PeerStretch(block: block, start: Int(block.leechers), end: block.count)
    pool.copyRandomRun(type, shares.seeders, of: seeders, &list, &reply)
  }

  /// Writes at most the wanted number of a hashed swarm's peers at the end of the list.
  @inline(never)
  mutating func chooseFromBuckets<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ requester: Requester, of block: PeerBlock, _ list: inout PeerList,
    _ reply: inout MutableRawSpan
  ) {
    let swarm = Int(block.address)
    // Most requesters are seeders: a way of their own, on which nobody is to be left out.
    guard requester.role == .leecher else {
      let count = min(requester.wanted, hashedSwarms[swarm].leechers.count)
      hashedSwarms[swarm].leechers
        .copyRandomRun(type, PeerDraw(count: count), from: pool, &list, &reply)
      return
    }
    let shares = PeerShares(
      for: requester, leechers: hashedSwarms[swarm].leechers.count, seeders: hashedSwarms[swarm].seeders.count,
      &list.random)
    let place =
      requester.index >= 0 ? PeerBuckets.Position(bucket: requester.bucket, index: requester.index) : nil
    hashedSwarms[swarm].leechers
      .copyRandomRun(type, PeerDraw(count: shares.leechers, skipped: place), from: pool, &list, &reply)
    hashedSwarms[swarm].seeders
      .copyRandomRun(type, PeerDraw(count: shares.seeders), from: pool, &list, &reply)
  }
}
