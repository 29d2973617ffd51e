// The places in which a snapshot outlives the process: the service manager's descriptor store and the disk, as far as there are any.
internal import LinuxIO
internal import Systemd

/// Where snapshots go. What fails is reported, once until it works again, and never stops the tracker.
struct SnapshotPlaces: ~Copyable {
  let report: SnapshotReporter
  let directory: SnapshotDirectory?
  let notifier = ServiceNotifier()
  var failures: PlaceFailures
  /// The names in the descriptor store that are taken.
  var storedNames: [String]
  var diskThreads = ThreadGroup()
  /// Snapshots in a row that the disk was too busy for.
  var diskSkips = 0
  /// Whether it was said that the disk does not keep names.
  var isUnsyncedTold = false

  /// The places of a tracker to which the service manager has passed descriptors of these names.
  init(directory: SnapshotDirectory?, storedNames: [String], report: @escaping SnapshotReporter) {
    self.directory = directory
    self.storedNames = storedNames
    self.report = report
    failures = PlaceFailures(path: directory?.path, report: report)
  }

  /// Whether there is any.
  var exist: Bool { notifier.isSupervised || directory != nil }

  /// Whether one has taken what it was offered last.
  var haveTaken: Bool {
    notifier.isSupervised && !failures.include(.descriptorStore)
      || directory?.isOurs == true && !failures.include(.disk)
  }
}
