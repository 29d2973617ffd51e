// Tests of StateMoment.swift.
import Testing
import TrackerCore

@Suite("The moment of a saved state")
struct StateMomentTests {
  private let moment = StateMoment(
    tracker: Instant(milliseconds: 7), monotonicMilliseconds: 1_000_000, realtimeMilliseconds: 1_700_000_000_000)

  @Test("is as long ago as the monotonic clock says while the machine runs, whatever became of the other clock")
  func sameBoot() {
    for realtime: UInt64 in [0, 1_700_000_000_250, .max] {
      #expect(moment.milliseconds(untilMonotonic: 1_000_250, realtime: realtime, isSameBoot: true) == 250)
      #expect(moment.milliseconds(untilMonotonic: 1_000_000, realtime: realtime, isSameBoot: true) == 0)
    }
  }

  @Test("is as long ago as the real-time clock says after a reboot, whatever the monotonic one starts with")
  func reboot() {
    for monotonic: UInt64 in [0, 5_000, 1_000_001, .max] {
      #expect(moment.milliseconds(untilMonotonic: monotonic, realtime: 1_700_000_090_000, isSameBoot: false) == 90_000)
    }
  }

  @Test("is now where the clock was set back, or the monotonic one is not the same after all")
  func setBack() {
    #expect(moment.milliseconds(untilMonotonic: 5, realtime: 1_699_999_999_999, isSameBoot: false) == 0)
    #expect(moment.milliseconds(untilMonotonic: 5, realtime: 0, isSameBoot: false) == 0)
    #expect(moment.milliseconds(untilMonotonic: 999_999, realtime: 1_700_000_090_000, isSameBoot: true) == 0)
  }

  @Test("may be any number of milliseconds ago")
  func extremes() {
    let first = StateMoment(tracker: Instant(milliseconds: 0), monotonicMilliseconds: 0, realtimeMilliseconds: 0)
    #expect(first.milliseconds(untilMonotonic: .max, realtime: 0, isSameBoot: true) == .max)
    #expect(first.milliseconds(untilMonotonic: 0, realtime: .max, isSameBoot: false) == .max)
  }
}
