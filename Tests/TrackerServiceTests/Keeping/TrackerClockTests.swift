// The tracker's time over restarts.
import LinuxIO
import Testing
import TrackerCore

@testable import TrackerService

@Suite("The tracker's clock")
struct TrackerClockTests {
  /// The most that the coarse clock is behind, in milliseconds.
  private static let tick: UInt64 = 10

  private static var monotonic: UInt64 { MonotonicClock.nanoseconds / 1_000_000 }
  private static var realtime: UInt64 { RealtimeClock.nanoseconds / 1_000_000 }

  /// Asserts that a clock which goes on from a moment shows `expected` milliseconds, and what this took at the most.
  private func expect(_ expected: UInt64, from moment: StateMoment, isSameBoot: Bool, since start: UInt64) {
    let now = TrackerClock(goingOnFrom: moment, isSameBoot: isSameBoot).now.milliseconds
    #expect(now >= expected)
    #expect(now <= expected + (Self.monotonic - start) + Self.tick)
  }

  @Test("begins with the machine's")
  func fresh() {
    let before = MonotonicClock.coarseNanoseconds / 1_000_000
    let now = TrackerClock().now.milliseconds
    #expect(before <= now && now <= Self.monotonic)
  }

  @Test("goes on within one run of the machine by its monotonic clock, whatever the time of day")
  func sameBoot() {
    let start = Self.monotonic
    let moment = StateMoment(
      tracker: Instant(milliseconds: 77_000), monotonicMilliseconds: 0, realtimeMilliseconds: .max)
    expect(77_000 + start, from: moment, isSameBoot: true, since: start)
  }

  @Test("goes on over a reboot by the time of day, whatever the monotonic clock")
  func reboot() {
    let (start, timeOfDay) = (Self.monotonic, Self.realtime)
    let moment = StateMoment(
      tracker: Instant(milliseconds: 77_000), monotonicMilliseconds: .max, realtimeMilliseconds: 0)
    expect(77_000 + timeOfDay, from: moment, isSameBoot: false, since: start)
  }

  @Test("stays where it was when the time of day was set back, and is not a moment before that")
  func setBack() {
    // A clock that is read a tick late would show the second before.
    for _ in 0..<100 {
      let start = Self.monotonic
      let moment = StateMoment(
        tracker: Instant(milliseconds: 77_000), monotonicMilliseconds: 0,
        realtimeMilliseconds: Self.realtime + 3_600_000)
      expect(77_000, from: moment, isSameBoot: false, since: start)
    }
  }

  @Test("goes on from the first run of a machine that has been up for less time than the tracker")
  func youngMachine() {
    let start = Self.monotonic
    let tracker = Instant(milliseconds: start * 1000)
    let moment = StateMoment(tracker: tracker, monotonicMilliseconds: 0, realtimeMilliseconds: Self.realtime)
    expect(tracker.milliseconds, from: moment, isSameBoot: false, since: start)
  }

  @Test("never goes back, however often the tracker restarts")
  func restarts() {
    var clock = TrackerClock()
    for number in 0..<200 {
      let before = clock.now
      let moment = clock.moment
      #expect(moment.tracker >= before)
      clock = TrackerClock(goingOnFrom: moment, isSameBoot: number % 2 == 0)
      #expect(clock.now >= moment.tracker)
    }
  }

  @Test("knows how far ahead the time of day is")
  func timeOfDay() {
    let moment = StateMoment(
      tracker: Instant(seconds: 9_000_000_000), monotonicMilliseconds: Self.monotonic, realtimeMilliseconds: 0)
    for clock in [TrackerClock(), TrackerClock(goingOnFrom: moment, isSameBoot: true)] {
      let before = Self.realtime / 1000
      let told = clock.secondsToTimeOfDay &+ clock.now.seconds
      // The two are read one after the other, and each is cut to seconds.
      #expect(told + 1 >= before && told <= Self.realtime / 1000 + 1)
    }
  }
}
