// The protocol of a tracker, as this target sees it: snapshots are taken of it and restored into it.
public import TrackerCore

/// A tracker whose swarms and keys are to outlive the process. Any thread may use it.
public protocol SnapshotSubject: AnyObject, Sendable, SwarmStore {
  /// How many threads serve; as many write a snapshot.
  var workerCount: Int { get }
  /// The tracker's time.
  var clock: TrackerClock { get }
  /// The secret that is kept for the next run.
  var ownSecret: ConnectionIDSecret { get }
  /// How a snapshot in the making gets to the workers.
  var handover: SnapshotHandover { get }
  /// Hears what happens to snapshots.
  var snapshotReporter: SnapshotReporter { get }
  /// Wakes the thread that looks after snapshots, since there is something for it to see.
  func wakeSupervisor()
}
