// The tracker's own time, which goes on where an earlier run left it.
internal import LinuxIO
internal import TrackerCore

/// The machine's monotonic clock, moved so that ages that an earlier run wrote down stay right.
struct TrackerClock: Sendable {
  /// Milliseconds from the monotonic clock to the tracker's time, modulo 2^64.
  private let offset: UInt64

  /// A clock that begins with the machine's.
  init() { offset = 0 }

  /// A clock that goes on from a moment of an earlier run, in this run of the machine or a later one.
  init(goingOnFrom moment: StateMoment, isSameBoot: Bool) {
    let monotonic = Self.monotonicMilliseconds
    let elapsed = moment.milliseconds(
      untilMonotonic: monotonic, realtime: Self.realtimeMilliseconds, isSameBoot: isSameBoot)
    // From the clock that `now` reads, which is a little behind: `now` is never before the moment that it goes on from.
    offset = moment.tracker.milliseconds &+ elapsed &- Self.coarseMilliseconds
  }

  /// The time as of the kernel's last tick, which is enough: everything here counts in seconds.
  @inline(__always)
  var now: Instant { Instant(milliseconds: Self.coarseMilliseconds &+ offset) }

  /// This moment by all clocks.
  var moment: StateMoment {
    let monotonic = Self.monotonicMilliseconds
    return StateMoment(
      tracker: Instant(milliseconds: monotonic &+ offset), monotonicMilliseconds: monotonic,
      realtimeMilliseconds: Self.realtimeMilliseconds)
  }

  /// Seconds by which the time of day is ahead of the tracker's, modulo 2^64.
  var secondsToTimeOfDay: UInt64 { Self.realtimeMilliseconds / 1000 &- now.seconds }

  @inline(__always)
  private static var coarseMilliseconds: UInt64 { MonotonicClock.coarseNanoseconds / 1_000_000 }
  private static var monotonicMilliseconds: UInt64 { MonotonicClock.nanoseconds / 1_000_000 }
  private static var realtimeMilliseconds: UInt64 { RealtimeClock.nanoseconds / 1_000_000 }
}
