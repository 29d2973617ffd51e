// The end of a tracker: with all its workers, or without those that are stuck.
internal import LinuxIO
internal import Swarms
internal import TrackerCore

extension Supervisor {
  /// Milliseconds for the workers to end: half of the unit's TimeoutStopSec=, so that the rest is left for the last snapshot.
  private static let patienceMilliseconds: UInt64 = 2500
  /// Milliseconds between two looks whether they have, or whether somebody asks again.
  private static let lookMilliseconds: UInt64 = 50

  /// Ends the workers, keeps what they know, and says how it was, if it has served. Workers that do not end in time, or before somebody asks for
  /// the end again, are left to themselves.
  mutating func stop(_ threads: inout ThreadGroup) {
    tracker.stop.signal()
    let left = waitForEnd(of: &threads)
    threads.abandon()
    // The tables themselves, not what was published: a worker's last word may be older than another's last announce.
    let totals = left == 0 ? tracker.swarms.totals() : WorkerReport(sumOf: tracker.workerReports).totals
    if left == 0 {
      takeLastSnapshot(totals: totals, without: [])
    } else {
      tracker.log.record(.workersLeft(left))
      // A single worker's tables have no locks, so nobody knows which of them it is at.
      if tracker.workerCount > 1 { takeLastSnapshot(totals: totals, without: tracker.swarms.heldTables) }
    }
    guard isReady else { return }
    reportDrops()
    let times = tracker.stepTimes.withLock { $0 }
    for event in LogEvent.stepTimes(times) { tracker.log.record(event) }
    let report = WorkerReport(sumOf: tracker.workerReports)
    tracker.log.record(.stopped(report, kernelDrops: tracker.listeners.kernelDrops, totals: totals))
  }

  /// Waits until all workers have ended, but not for ever; returns how many have not.
  private mutating func waitForEnd(of threads: inout ThreadGroup) -> Int {
    let deadline = MonotonicClock.milliseconds + Self.patienceMilliseconds
    while true {
      let left = threads.join(patienceMilliseconds: Self.lookMilliseconds)
      if left == 0 || MonotonicClock.milliseconds >= deadline || isAskedAgain { return left }
    }
  }

  /// Whether another signal to end has come.
  private var isAskedAgain: Bool {
    while let signal = signals.next() {
      if signal != .hangUp { return true }
    }
    return false
  }
}
