// When a client shall come back.
public import TrackerProtocol

/// The interval told to a client: the tracker's, less up to a tenth.
///
/// How much less depends on the endpoint alone, so that a client hears the same each time, also from a restarted tracker, and
/// clients that came together do not come back together.
public enum AnnounceInterval {
  /// Seconds until the next announce of a peer.
  @inline(__always)
  public static func seconds(for peer: Endpoint, base: UInt32) -> UInt32 {
    let room = min(base / 10, base &- min(base, TrackerLimits.minimumInterval))
    var mixed = (peer.address.high ^ peer.address.low &* 0x9e37_79b9_7f4a_7c15) &+ UInt64(peer.port)
    mixed = (mixed ^ mixed &>> 32) &* 0xd6e8_feb8_6659_fd93
    let share = UInt32(truncatingIfNeeded: mixed &>> 32)
    return base &- UInt32(truncatingIfNeeded: (UInt64(share) &* UInt64(room &+ 1)) &>> 32)
  }
}
