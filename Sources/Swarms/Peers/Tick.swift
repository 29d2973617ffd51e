// Time as the tables keep it: fifteen bits of it beside each peer.

/// A moment in steps of eight seconds.
///
/// Beside a peer it wraps after three days; ages of peers are right as long as they are shorter than that.
public struct Tick: Equatable, Sendable, BitwiseCopyable {
  /// Seconds of one step.
  public static let seconds: UInt32 = 8
  static let mask: UInt16 = 0x7fff
  /// Ages above this one are of peers that announced a moment after the clock was read: workers read it apart.
  static let longestAge: UInt16 = mask - 128

  /// Steps since the origin.
  @usableFromInline let steps: UInt32

  /// What is kept beside a peer.
  @inline(__always)
  var value: UInt16 { UInt16(truncatingIfNeeded: steps) & Self.mask }

  /// The tick of a moment, in seconds since any fixed origin.
  @inlinable
  public init(seconds: UInt32) { self.init(steps: seconds / Self.seconds) }

  @usableFromInline
  init(steps: UInt32) { self.steps = steps }
}

/// How long a peer stays without an announce.
public struct PeerLifetime: Sendable, BitwiseCopyable {
  /// The age in ticks at which a peer is gone.
  let ticks: UInt16

  /// The lifetime for an announce interval: two intervals, and never less by rounding.
  ///
  /// A difference of n ticks means an age between n − 1 and n + 1 steps, hence the extra one.
  public init(interval: UInt32) {
    ticks = UInt16(clamping: (2 * interval + Tick.seconds - 1) / Tick.seconds + 1)
  }
}

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
}
