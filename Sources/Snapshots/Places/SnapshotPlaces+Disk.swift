// Snapshots on disk, which outlive the machine's run.
internal import LinuxIO

extension SnapshotPlaces {
  /// Snapshots that a busy disk may miss before it counts as one that does not work.
  private static let diskPatience = 3

  /// Has another thread save a sealed snapshot, and call `onEnd` there. A disk that is still at the last one is left alone, and
  /// does not hold up the other places.
  @inline(never)
  mutating func saveAside(_ assembly: SnapshotAssembly, onEnd: @escaping @Sendable () -> Void) {
    guard let directory, directory.claim(report) else { return }
    guard !directory.isSaving else { return skipDisk() }
    do throws(Errno) {
      try directory.saveAside(assembly, threads: &diskThreads, onEnd: onEnd)
    } catch {
      failures.note(error, at: .disk)
    }
  }

  /// Leaves the disk out this time; a slow one catches up, and one that hangs is worth a word.
  private mutating func skipDisk() {
    failures.haveOccurred = true
    diskSkips += 1
    if diskSkips == Self.diskPatience { failures.note(.timedOut, at: .disk) }
  }

  /// Sees how that ended, if it has.
  @inline(never)
  mutating func seeDisk() {
    guard case .ended(let result)? = directory?.takeResult() else { return }
    diskThreads.join()
    diskSkips = 0
    note(result)
  }

  private mutating func note(_ result: SnapshotDirectory.SaveResult) {
    switch result {
    case .saved: failures.note(nil, at: .disk)
    case .failed(let error): failures.note(error, at: .disk)
    case .unsynced(let error):
      failures.note(nil, at: .disk)
      if !isUnsyncedTold, let directory { report(.directoryNotSynced(directory.path, error)) }
      isUnsyncedTold = true
    }
  }

  /// Waits until no other thread is saving.
  mutating func waitForDisk() {
    diskThreads.join()
    seeDisk()
  }

  /// Saves a snapshot, and returns once the disk has it.
  mutating func save(_ memory: borrowing MemoryFile) {
    guard let directory, directory.claim(report) else { return }
    note(directory.save(memory))
  }
}
