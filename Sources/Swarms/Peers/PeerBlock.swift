// A block of peers of one family: a small swarm, or one bucket of a large one.

/// Whether a peer still downloads (BEP 15: `left` above 0) or has it all.
public enum PeerRole: Sendable, BitwiseCopyable {
  case leecher
  case seeder
}

/// Where up to 255 peers of one family lie in the pool: leechers first, seeders behind them, without a gap.
struct PeerBlock: Equatable, BitwiseCopyable {
  /// Where the memory is; for a hashed swarm, its number in the table.
  var address: UInt32 = 0
  /// Bits 0 to 7 are the leechers, 8 to 15 the seeders, 16 to 23 the capacity, 24 whether it is hashed: fields of their own would
  /// be loaded, passed and compared one by one, on the way of every announce.
  private var shape: UInt32 = 0

  /// Peers in the front part.
  @inline(__always)
  var leechers: UInt8 {
    get { UInt8(truncatingIfNeeded: shape) }
    set { shape = shape & ~0xff | UInt32(newValue) }
  }

  /// Peers in the part behind it.
  @inline(__always)
  var seeders: UInt8 {
    get { UInt8(truncatingIfNeeded: shape &>> 8) }
    set { shape = shape & ~0xff00 | UInt32(newValue) &<< 8 }
  }

  /// Peers the memory has room for; 0 means none was taken.
  @inline(__always)
  var capacity: UInt8 {
    get { UInt8(truncatingIfNeeded: shape &>> 16) }
    set { shape = shape & ~0xff_0000 | UInt32(newValue) &<< 16 }
  }

  /// Whether the peers are in a hashed swarm instead, and `address` is its number.
  @inline(__always)
  var isHashed: Bool {
    get { shape &>> 24 != 0 }
    set { shape = shape & 0xff_ffff | (newValue ? 1 &<< 24 : 0) }
  }

  @inline(__always)
  var count: Int { Int(leechers) &+ Int(seeders) }

  /// Whether it holds nobody, and stands for no hashed swarm either.
  @inline(__always)
  var isVacant: Bool { shape &>> 16 == 0 }

  /// Whether both of two blocks are vacant.
  @inline(__always)
  static func areVacant(_ first: PeerBlock, _ second: PeerBlock) -> Bool { (first.shape | second.shape) &>> 16 == 0 }

  /// The indices of one role's peers.
  @inline(__always)
  func range(of role: PeerRole) -> Range<Int> {
    role == .leecher ? 0..<Int(leechers) : Int(leechers)..<count
  }

  /// The role of the peer at an index.
  func role(at index: Int) -> PeerRole { index < Int(leechers) ? .leecher : .seeder }
}

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
