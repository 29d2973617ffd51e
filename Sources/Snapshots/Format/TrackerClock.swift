// The tracker's time, which goes on over restarts.
internal import LinuxIO
public import TrackerCore

/// The machine's clock since boot, moved so that ages that an earlier run wrote down stay right.
public struct TrackerClock: Sendable {
  /// Milliseconds from the machine's clock to the tracker's time, modulo 2^64.
  private let offset: UInt64

  /// A clock that begins with the machine's.
  init() { offset = 0 }

  /// A clock that goes on from a moment of an earlier run, in this run of the machine or a later one.
  init(goingOnFrom moment: SnapshotMoment, isSameBoot: Bool) {
    let boottime = Self.boottimeMilliseconds
    let elapsed = moment.milliseconds(
      untilBoottime: boottime, realtime: Self.realtimeMilliseconds, isSameBoot: isSameBoot)
    offset = moment.tracker.milliseconds &+ elapsed &- boottime
  }

  /// The time now.
  @inline(__always)
  public var now: Instant { Instant(milliseconds: Self.boottimeMilliseconds &+ offset) }

  /// This moment by all clocks.
  var moment: SnapshotMoment {
    let boottime = Self.boottimeMilliseconds
    return SnapshotMoment(
      tracker: Instant(milliseconds: boottime &+ offset), boottimeMilliseconds: boottime,
      realtimeMilliseconds: Self.realtimeMilliseconds)
  }

  /// Seconds by which the time of day is ahead of the tracker's, modulo 2^64.
  public var secondsToTimeOfDay: UInt64 { Self.realtimeMilliseconds / 1000 &- now.seconds }

  @inline(__always)
  private static var boottimeMilliseconds: UInt64 { BootClock.milliseconds }
  private static var realtimeMilliseconds: UInt64 { RealtimeClock.nanoseconds / 1_000_000 }
}
