// The state of a peer as the tables keep it: two bytes beside its endpoint.

/// What is kept beside a peer: when it last announced, and whether its download was counted.
struct PeerState: Equatable, BitwiseCopyable {
  private static let countedBit: UInt16 = 0x8000

  /// Bit 15: counted as completed. Bits 0 to 14: the tick of the last announce.
  var bits: UInt16

  init(bits: UInt16) { self.bits = bits }

  init(announcedAt now: Tick, isCounted: Bool) {
    bits = now.value | (isCounted ? Self.countedBit : 0)
  }

  /// Whether this peer already added to its torrent's completed count.
  var isCounted: Bool { bits & Self.countedBit != 0 }

  /// Whether the peer has been silent for its lifetime.
  func isExpired(at now: Tick, after lifetime: PeerLifetime) -> Bool {
    let age = (now.value &- bits) & Tick.mask
    return age >= lifetime.ticks && age <= Tick.longestAge
  }

  /// Ticks since the last announce; 0 for one a moment after the clock was read.
  func age(at now: Tick) -> UInt16 {
    let age = (now.value &- bits) & Tick.mask
    return age <= Tick.longestAge ? age : 0
  }
}
