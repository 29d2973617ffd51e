// The moment at which a snapshot was made, by each clock that can tell later how long ago that is.
public import TrackerCore

/// One moment by three clocks: the tracker's own, and the machine's two.
public struct SnapshotMoment: Equatable, Sendable {
  /// The tracker's time, which goes on over restarts: ages of peers and of connection ids are differences of it.
  public var tracker: Instant
  /// The machine's clock since it booted, suspends included (CLOCK_BOOTTIME), in milliseconds; nil in snapshots of a version
  /// that did not write it.
  public var boottimeMilliseconds: UInt64?
  /// The machine's time of day (CLOCK_REALTIME), in milliseconds since 1970; it may be set.
  public var realtimeMilliseconds: UInt64

  /// A moment on the three clocks.
  public init(tracker: Instant, boottimeMilliseconds: UInt64?, realtimeMilliseconds: UInt64) {
    self.tracker = tracker
    self.boottimeMilliseconds = boottimeMilliseconds
    self.realtimeMilliseconds = realtimeMilliseconds
  }

  /// Milliseconds from this moment to another one, by the clock that both share.
  ///
  /// Within one run of the machine that is the clock since boot. Over a reboot only the time of day is left; where it was
  /// set back meanwhile, no time has passed as far as anybody can tell.
  public func milliseconds(untilBoottime boottime: UInt64, realtime: UInt64, isSameBoot: Bool) -> UInt64 {
    if isSameBoot, let start = boottimeMilliseconds { return boottime > start ? boottime - start : 0 }
    return realtime > realtimeMilliseconds ? realtime - realtimeMilliseconds : 0
  }
}
