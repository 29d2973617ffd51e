// Looking for what an earlier run left, at the start and before anything is served.
internal import LinuxIO
public import Systemd

/// The snapshots of earlier runs, and the places for those of this one.
public struct SnapshotSearch: ~Copyable {
  /// The snapshots that can be used; the one to begin with comes first.
  public let found: [FoundSnapshot]
  /// The directory on disk, if there is one that can be used, now or later.
  let directory: SnapshotDirectory?
  /// The names in the descriptor store that are taken.
  let storedNames: [String]
  /// The mark that restoring has begun.
  var marks: RestorationMarks

  /// Looks at what the service manager has stored, and into the directory.
  ///
  /// With `isEphemeral` nothing is looked at, and the directory's files are removed. What was tried too often is set aside. What
  /// stands in the way is reported.
  public static func run(
    stored: [PassedDescriptor], settings: SnapshotSettings, report: @escaping SnapshotReporter
  ) -> SnapshotSearch {
    let directory = openDirectory(settings, report)
    // Another tracker's directory is its own: nothing there is read or removed.
    let ownDirectory = directory.flatMap { $0.claim(report) ? $0 : nil }
    let snapshots = stored.filter { $0.name != SnapshotPlace.markName }
    var marks = RestorationMarks.read(ownDirectory, storedCount: UInt64(stored.count - snapshots.count))
    for mark in stored where mark.name == SnapshotPlace.markName { _ = MemoryFile(adopting: mark.number) }
    var found: [FoundSnapshot] = []
    if settings.isEphemeral {
      remove(snapshots, ownDirectory, report)
    } else if marks.count >= RestorationMarks.limit {
      setAside(snapshots, ownDirectory, attempts: marks.count, report)
      marks.clear()
    } else {
      // Before the first look at any of it.
      if !snapshots.isEmpty || ownDirectory?.hasSnapshot == true { marks.add() }
      found = FoundSnapshot.readAll(stored: snapshots, directory: ownDirectory, report: report)
    }
    return SnapshotSearch(
      found: found, directory: settings.isEphemeral ? nil : directory, storedNames: stored.map { $0.name }, marks: marks
    )
  }

  private init(
    found: [FoundSnapshot], directory: SnapshotDirectory?, storedNames: [String], marks: consuming RestorationMarks
  ) {
    self.found = found
    self.directory = directory
    self.storedNames = storedNames
    self.marks = marks
  }

  private static func openDirectory(_ settings: SnapshotSettings, _ report: SnapshotReporter) -> SnapshotDirectory? {
    guard let path = settings.directory ?? ServiceEnvironment.stateDirectory else { return nil }
    do throws(Errno) {
      return try SnapshotDirectory.open(path)
    } catch {
      report(settings.isEphemeral ? .notRemoved(path, error) : .notKept(path, error))
      return nil
    }
  }

  /// Removes what is there; the service manager removes its own when it is told that the tracker keeps nothing.
  private static func remove(
    _ stored: [PassedDescriptor], _ directory: SnapshotDirectory?, _ report: SnapshotReporter
  ) {
    report(.ephemeral)
    for descriptor in stored { _ = MemoryFile(adopting: descriptor.number) }
    guard let directory else { return }
    do throws(Errno) {
      try directory.removeAll()
    } catch {
      report(.notRemoved(directory.path, error))
    }
  }

  /// Leaves all of it unread, since nobody knows which of it ends the process.
  private static func setAside(
    _ stored: [PassedDescriptor], _ directory: SnapshotDirectory?, attempts: UInt64, _ report: SnapshotReporter
  ) {
    var path: String?
    do throws(Errno) {
      path = try directory?.setAside()
      for descriptor in stored {
        let memory = MemoryFile(adopting: descriptor.number)
        if path == nil { path = try directory?.saveBad(memory) }
      }
    } catch {
      if let directory { report(.notKept(directory.badPath, error)) }
    }
    report(.setAside(attempts: attempts, path: path))
  }
}
