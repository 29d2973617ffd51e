// The directory with the file of the last snapshot, which outlives the machine's run and needs no service manager.
public import LinuxIO

/// A directory for snapshots; any thread may use it.
public final class SnapshotDirectory: Sendable {
  /// The name of the file in the directory.
  static let fileName: StaticString = "snapshot"
  /// The name of a snapshot that was set aside.
  static let badFileName: StaticString = "snapshot.bad"
  /// A file with a byte for each restoration that has begun and not ended.
  static let marksFileName: StaticString = "snapshot.restoring"
  /// The largest file that is read, in bytes: a snapshot of more than a thousand million peers.
  private static let limit: UInt64 = 16 << 30

  private let directory: Directory
  /// The directory's own path, for messages.
  let directoryPath: String
  /// How far the last saving on another thread is.
  private let progress = Locked(Progress.none)

  /// Whose the directory is.
  private let claim = Locked(Claim.unknown)

  /// What is known of whose a directory is.
  private enum Claim: Sendable {
    case unknown, owned, notLockable, taken
  }

  /// Saving on another thread, as the others see it.
  enum Progress: Sendable {
    /// Nothing was begun, or what came of it was asked for already.
    case none
    /// A thread is at it.
    case underway
    /// It ended.
    case ended(SaveResult)
  }

  private init(_ directory: consuming Directory, path: String) {
    self.directory = directory
    directoryPath = path
  }

  /// Opens the directory, or makes it.
  public static func open(_ path: String) throws(Errno) -> SnapshotDirectory {
    SnapshotDirectory(try Directory.open(path), path: path)
  }

  /// The snapshot's path, for messages.
  public var path: String { "\(directoryPath)/\(Self.fileName)" }

  /// Whether this process may use the directory, as far as it was found out.
  var isOurs: Bool { claim.withLock { $0 == .owned || $0 == .notLockable } }

  /// Finds out whether this process may use the directory: it belongs to whoever locked it first, until that process ends. Tells what stands
  /// in the way, once until that changes.
  func claim(_ report: SnapshotReporter) -> Bool {
    // A file system without locks leaves the operator to see to it that nobody else comes.
    if isOurs { return true }
    let now = lock(report, isTaken: claim.withLock { $0 == .taken })
    claim.withLock { $0 = now }
    return now != .taken
  }

  private func lock(_ report: SnapshotReporter, isTaken: Bool) -> Claim {
    do throws(Errno) {
      try directory.lock()
      if isTaken { report(.keptAgain(path)) }
      return .owned
    } catch {
      guard error == .wouldBlock else {
        report(.directoryNotLockable(directoryPath, error))
        return .notLockable
      }
      if !isTaken { report(.directoryTaken(directoryPath)) }
      return .taken
    }
  }

  /// The last snapshot, or nil if there is none.
  public func load() throws(Errno) -> MemoryFile? {
    try directory.load(
      Self.fileName, limit: Self.limit, frontLength: SnapshotHeader.length,
      wantedLength: { front in SnapshotHeader.lengthToRead(front: front) })
  }

  /// What came of saving a snapshot.
  public enum SaveResult: Equatable, Sendable {
    /// The disk has it.
    case saved
    /// The disk has the file, but its file system does not bring names there (`EINVAL`, `ENOTSUP` of fsync(2)): a power cut may
    /// bring the one before back.
    case unsynced(Errno)
    /// The old one is still there.
    case failed(Errno)
  }

  /// Replaces the last snapshot; returns once the disk has it.
  @discardableResult
  public func save(_ snapshot: borrowing MemoryFile) -> SaveResult {
    do throws(Errno) { try directory.replace(Self.fileName, by: snapshot) } catch { return .failed(error) }
    do throws(Errno) {
      try directory.sync()
      return .saved
    } catch {
      return error == .invalidArgument || error == .notSupported ? .unsynced(error) : .failed(error)
    }
  }

  /// Removes every trace of snapshots; it is no error if there is none.
  func removeAll() throws(Errno) {
    for name in [Self.fileName, Self.badFileName, Self.marksFileName] { try directory.remove(name) }
  }
}

// Restorations that ended a process.
extension SnapshotDirectory {
  /// How many restorations have begun and not ended, as far as can be read.
  var marks: UInt64 { (try? directory.size(of: Self.marksFileName)) ?? 0 }

  /// Notes that there are so many, where 0 removes the note; false if it cannot be noted here.
  func setMarks(_ count: UInt64) -> Bool {
    do throws(Errno) {
      if count > 0 {
        try directory.setSize(of: Self.marksFileName, to: count)
      } else {
        try directory.remove(Self.marksFileName)
      }
      return true
    } catch { return false }
  }

  /// Whether there is a snapshot.
  var hasSnapshot: Bool {
    do throws(Errno) { return try directory.size(of: Self.fileName) > 0 } catch { return true }
  }

  /// Gives the snapshot, if there is one, another name under which nobody restores it; returns the path it has then.
  func setAside() throws(Errno) -> String? {
    do throws(Errno) {
      try directory.rename(Self.fileName, to: Self.badFileName)
    } catch {
      guard error == .noSuchFile else { throw error }
      return nil
    }
    return badPath
  }

  /// Saves a snapshot from elsewhere under the name of one that was set aside; returns its path.
  func saveBad(_ snapshot: borrowing MemoryFile) throws(Errno) -> String {
    try directory.replace(Self.badFileName, by: snapshot)
    return badPath
  }

  /// The path of a snapshot that was set aside.
  var badPath: String { "\(directoryPath)/\(Self.badFileName)" }
}

// Saving on a thread of its own, since a disk may be slow.
extension SnapshotDirectory {
  /// Replaces the last snapshot on another thread, and then calls `onEnd` there; what came of it, ``takeResult()`` tells.
  func saveAside(
    _ assembly: SnapshotAssembly, threads: inout ThreadGroup, onEnd: @escaping @Sendable () -> Void
  ) throws(Errno) {
    progress.withLock { $0 = .underway }
    do throws(Errno) {
      try threads.start(named: "disk") { [self] in
        let result = save(assembly.memory)
        progress.withLock { $0 = .ended(result) }
        onEnd()
      }
    } catch {
      progress.withLock { $0 = .none }
      throw error
    }
  }

  /// Whether another thread is saving.
  var isSaving: Bool {
    progress.withLock { if case .underway = $0 { true } else { false } }
  }

  /// How the last saving aside ended, told once; nil if there is nothing to tell.
  func takeResult() -> Progress? {
    progress.withLock { progress in
      guard case .ended = progress else { return nil }
      defer { progress = .none }
      return progress
    }
  }
}
