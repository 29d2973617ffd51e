// A tracker on a virtual clock: time passes only when a test says so, and its workers sweep meanwhile.
import TestKit
import TrackerCore

/// A tracker whose workers look for silent peers every so often, as they do between batches of datagrams.
final class RunningTracker {
  let tracker: TestTracker
  private var schedules: [ExpirySchedule]
  /// Milliseconds between two looks.
  private let period: UInt64

  init(policy: TrackerPolicy = TrackerPolicy(), workers: Int = 1, period: UInt64 = 1000) {
    tracker = TestTracker(policy: policy)
    let start = tracker.now
    schedules = (0..<workers).map {
      ExpirySchedule(worker: $0, of: workers, interval: policy.interval, at: start)
    }
    self.period = period
  }

  /// Milliseconds since the start.
  var milliseconds: UInt64 { tracker.now.milliseconds }

  /// Lets time pass up to a moment, in milliseconds since the start.
  func run(until end: UInt64) {
    while milliseconds < end {
      tracker.now = Instant(milliseconds: min(end, (milliseconds / period + 1) * period))
      sweep()
    }
  }

  /// Lets time pass up to a moment in seconds since the start.
  func run(untilSecond end: UInt64) { run(until: end * 1000) }

  /// Does what is due at this moment.
  func sweep() {
    for worker in schedules.indices {
      while schedules[worker].step(at: tracker.now, swarms: tracker.store) {}
    }
  }
}
