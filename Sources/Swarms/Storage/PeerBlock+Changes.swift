// Changes of a block in the peer memory: peers come, go, change their role, and expire.

extension PeerBlock {
  /// Adds a peer and returns its index, or nil if the block holds as many as it can count.
  mutating func insert<Peer: PackedEndpoint>(
    _ peer: Peer, _ state: PeerState, as role: PeerRole, in pool: inout PeerPool
  ) -> Int? {
    guard count < SwarmLimits.blockPeers else { return nil }
    if count == Int(capacity) { pool.resize(Peer.self, &self, toHold: Self.roomyCapacity(for: count + 1)) }
    switch role {
    case .leecher:
      // The first seeder makes room and becomes the last.
      let index = Int(leechers)
      pool.move(Peer.self, from: index, to: count, of: self)
      pool.store(peer, state, at: index, of: self)
      leechers += 1
      return index
    case .seeder:
      let index = count
      pool.store(peer, state, at: index, of: self)
      seeders += 1
      return index
    }
  }

  /// Removes the peer at an index; another peer may take its place.
  mutating func remove<Peer: PackedEndpoint>(_ type: Peer.Type, at index: Int, in pool: inout PeerPool) {
    let last = count - 1
    if index < Int(leechers) {
      leechers -= 1
      pool.move(type, from: Int(leechers), to: index, of: self)
      pool.move(type, from: last, to: Int(leechers), of: self)
    } else {
      seeders -= 1
      pool.move(type, from: last, to: index, of: self)
    }
    giveBackRoom(type, in: &pool)
  }

  /// Moves the peer at an index to the other role and returns its new index.
  mutating func switchRole<Peer: PackedEndpoint>(
    _ type: Peer.Type, at index: Int, in pool: inout PeerPool
  ) -> Int {
    let border: Int
    switch role(at: index) {
    case .leecher:
      border = Int(leechers) - 1
      leechers -= 1
      seeders += 1
    case .seeder:
      border = Int(leechers)
      leechers += 1
      seeders -= 1
    }
    guard border != index else { return index }
    let peer = pool.peer(type, at: index, of: self)
    let state = pool.state(type, at: index, of: self)
    pool.move(type, from: border, to: index, of: self)
    pool.store(peer, state, at: border, of: self)
    return border
  }

  /// Removes every expired peer and returns how many there were.
  mutating func expire<Peer: PackedEndpoint>(
    _ type: Peer.Type, at now: Tick, after lifetime: PeerLifetime, in pool: inout PeerPool
  ) -> Int {
    var removed = 0
    var start = 0
    while let index = pool.firstExpired(type, in: self, from: start, at: now, after: lifetime) {
      remove(type, at: index, in: &pool)
      removed += 1
      // Whoever took the place is looked at next.
      start = index
    }
    moveIfEvacuated(type, in: &pool)
    return removed
  }

  /// Moves the block if its page is being emptied, so that the page's memory can be given back.
  private mutating func moveIfEvacuated<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) {
    guard count > 0, pool.isEvacuating(self) else { return }
    pool.resize(type, &self, toHold: Self.roomyCapacity(for: count))
  }

  /// Frees all memory.
  mutating func clear<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) {
    pool.release(type, self)
    self = PeerBlock()
  }

  private mutating func giveBackRoom<Peer: PackedEndpoint>(_ type: Peer.Type, in pool: inout PeerPool) {
    if count == 0 {
      clear(type, in: &pool)
    } else if Int(capacity) > 2 * count + 4 {
      pool.resize(type, &self, toHold: Self.roomyCapacity(for: count))
    }
  }

  /// A little more than `count`, so that not every newcomer moves the block: an eighth.
  private static func roomyCapacity(for count: Int) -> Int {
    min(count + count / 8, SwarmLimits.blockPeers)
  }
}
