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
