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
