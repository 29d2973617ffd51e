// Tests of SnapshotMoment.swift.
import Snapshots
import Testing
import TrackerCore

@Suite("The moment of a snapshot")
struct SnapshotMomentTests {
  private let moment = SnapshotMoment(
    tracker: Instant(milliseconds: 7), boottimeMilliseconds: 1_000_000, realtimeMilliseconds: 1_700_000_000_000)

  @Test("is as long ago as the clock since boot says while the machine runs, whatever became of the other clock")
  func sameBoot() {
    for realtime: UInt64 in [0, 1_700_000_000_250, .max] {
      #expect(moment.milliseconds(untilBoottime: 1_000_250, realtime: realtime, isSameBoot: true) == 250)
      #expect(moment.milliseconds(untilBoottime: 1_000_000, realtime: realtime, isSameBoot: true) == 0)
    }
  }

  @Test("is as long ago as the real-time clock says after a reboot, whatever the clock since boot starts with")
  func reboot() {
    for boottime: UInt64 in [0, 5_000, 1_000_001, .max] {
      #expect(moment.milliseconds(untilBoottime: boottime, realtime: 1_700_000_090_000, isSameBoot: false) == 90_000)
    }
  }

  @Test("is now where the clock was set back, or the clock since boot is not the same after all")
  func setBack() {
    #expect(moment.milliseconds(untilBoottime: 5, realtime: 1_699_999_999_999, isSameBoot: false) == 0)
    #expect(moment.milliseconds(untilBoottime: 5, realtime: 0, isSameBoot: false) == 0)
    #expect(moment.milliseconds(untilBoottime: 999_999, realtime: 1_700_000_090_000, isSameBoot: true) == 0)
  }

  @Test("may be any number of milliseconds ago")
  func extremes() {
    let first = SnapshotMoment(tracker: Instant(milliseconds: 0), boottimeMilliseconds: 0, realtimeMilliseconds: 0)
    #expect(first.milliseconds(untilBoottime: .max, realtime: 0, isSameBoot: true) == .max)
    #expect(first.milliseconds(untilBoottime: 0, realtime: .max, isSameBoot: false) == .max)
  }

  @Test("is as long ago as the time of day says where no other clock was written down")
  func withoutBoottime() {
    let old = SnapshotMoment(tracker: moment.tracker, boottimeMilliseconds: nil, realtimeMilliseconds: 5_000)
    for isSameBoot in [true, false] {
      #expect(old.milliseconds(untilBoottime: 1_000_250, realtime: 9_000, isSameBoot: isSameBoot) == 4_000)
    }
  }
}
