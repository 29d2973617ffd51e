// When a state was made, and what time it is for the tracker that takes it over.

/// One moment by three clocks: the tracker's own, and the machine's two.
public struct StateMoment: Equatable, Sendable {
  /// The tracker's time, which goes on over restarts: ages of peers and of connection ids are differences of it.
  public var tracker: Instant
  /// The machine's monotonic clock, in milliseconds; it starts anew when the machine does.
  public var monotonicMilliseconds: UInt64
  /// The machine's real-time clock, in milliseconds since 1970; it may be set.
  public var realtimeMilliseconds: UInt64

  public init(tracker: Instant, monotonicMilliseconds: UInt64, realtimeMilliseconds: UInt64) {
    self.tracker = tracker
    self.monotonicMilliseconds = monotonicMilliseconds
    self.realtimeMilliseconds = realtimeMilliseconds
  }

  /// Milliseconds from this moment to another one, by the clock that both share.
  ///
  /// Within one run of the machine that is the monotonic clock. Over a reboot only the real-time clock is left; where it was
  /// set back meanwhile, no time has passed as far as anybody can tell.
  public func milliseconds(
    untilMonotonic monotonic: UInt64, realtime: UInt64, isSameBoot: Bool
  ) -> UInt64 {
    let (from, to) = isSameBoot ? (monotonicMilliseconds, monotonic) : (realtimeMilliseconds, realtime)
    return to > from ? to - from : 0
  }
}
