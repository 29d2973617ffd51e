// Tests of TrackerClock.swift.
import LinuxIO
import Testing
import TrackerCore

@testable import Snapshots

@Suite("The tracker's clock")
struct TrackerClockTests {
  private static var boottime: UInt64 { BootClock.milliseconds }
  private static var realtime: UInt64 { RealtimeClock.nanoseconds / 1_000_000 }

  /// Asserts that a clock which goes on from a moment shows `expected` milliseconds, and what this took at the most.
  private func expect(_ expected: UInt64, from moment: SnapshotMoment, isSameBoot: Bool, since start: UInt64) {
    let now = TrackerClock(goingOnFrom: moment, isSameBoot: isSameBoot).now.milliseconds
    #expect(now >= expected)
    #expect(now <= expected + (Self.boottime - start))
  }

  @Test("begins with the machine's")
  func fresh() {
    let before = Self.boottime
    let now = TrackerClock().now.milliseconds
    #expect(before <= now && now <= Self.boottime)
  }

  @Test("goes on within one run of the machine by its clock since boot, whatever the time of day")
  func sameBoot() {
    let start = Self.boottime
    // The machine may have booted a moment ago.
    let age = min(start, 5000)
    let moment = SnapshotMoment(
      tracker: Instant(milliseconds: 77_000), boottimeMilliseconds: start - age, realtimeMilliseconds: 1)
    expect(77_000 + age, from: moment, isSameBoot: true, since: start)
  }

  @Test("goes on over a reboot by the time of day, whatever the clock since boot")
  func reboot() {
    let start = Self.boottime
    let moment = SnapshotMoment(
      tracker: Instant(milliseconds: 77_000), boottimeMilliseconds: start + 1_000_000,
      realtimeMilliseconds: Self.realtime - 7000)
    expect(84_000, from: moment, isSameBoot: false, since: start)
  }

  @Test("stays where it was when the time of day was set back, and is not a moment before that")
  func setBack() {
    // A clock that is read a tick late would show the second before.
    for _ in 0..<100 {
      let start = Self.boottime
      let moment = SnapshotMoment(
        tracker: Instant(milliseconds: 77_000), boottimeMilliseconds: 0,
        realtimeMilliseconds: Self.realtime + 3_600_000)
      expect(77_000, from: moment, isSameBoot: false, since: start)
    }
  }

  @Test("goes on from the first run of a machine that has been up for less time than the tracker")
  func youngMachine() {
    let start = Self.boottime
    let tracker = Instant(milliseconds: start * 1000)
    let moment = SnapshotMoment(tracker: tracker, boottimeMilliseconds: 0, realtimeMilliseconds: Self.realtime)
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
    let moment = SnapshotMoment(
      tracker: Instant(seconds: 9_000_000_000), boottimeMilliseconds: Self.boottime, realtimeMilliseconds: 0)
    for clock in [TrackerClock(), TrackerClock(goingOnFrom: moment, isSameBoot: true)] {
      let before = Self.realtime / 1000
      let told = clock.secondsToTimeOfDay &+ clock.now.seconds
      // The two are read one after the other, and each is cut to seconds.
      #expect(told + 1 >= before && told <= Self.realtime / 1000 + 1)
    }
  }
}
