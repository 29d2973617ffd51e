// The announce interval of a peer.
public import TrackerProtocol

/// The interval told to a client: the tracker's, less up to a tenth.
///
/// How much less depends on the endpoint alone, so that a client hears the same each time, also from a restarted tracker, and
/// clients that came together do not come back together.
public struct AnnounceInterval: Sendable {
  /// Seconds that no client is told more than.
  private let base: UInt32
  /// One more than the most seconds that a client may come back earlier.
  private let shares: UInt64

  /// The intervals around a tracker's, in seconds; they are worked out anew only where that changes.
  public init(base: UInt32) {
    self.base = base
    shares = UInt64(min(base / 10, base &- min(base, TrackerLimits.minimumInterval))) + 1
  }

  /// Seconds until the next announce of a peer.
  @inline(__always)
  public func seconds(for peer: Endpoint) -> UInt32 {
    var mixed = (peer.address.high ^ peer.address.low &* 0x9e37_79b9_7f4a_7c15) &+ UInt64(peer.port)
    mixed = (mixed ^ mixed &>> 32) &* 0xd6e8_feb8_6659_fd93
    return base &- UInt32(truncatingIfNeeded: ((mixed &>> 32) &* shares) &>> 32)
  }
}
