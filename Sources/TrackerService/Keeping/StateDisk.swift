// The state on disk, which outlives the machine's run and needs no service manager.
internal import LinuxIO
internal import TrackerCore

/// The directory with the file of the last state; any thread may use it.
final class StateDisk: Sendable {
  /// The name of the file in the directory.
  private static let name: StaticString = "snapshot"
  /// The largest file that is read: a state of more than a thousand million peers.
  private static let limit: UInt64 = 16 << 30

  private let directory: StateDirectory
  /// The file's path, for messages.
  let path: String
  /// How far the last saving is.
  private let progress = Locked(Progress.none)

  /// Saving, as another thread sees it.
  enum Progress: Sendable {
    /// Nothing was begun, or what came of it was asked for already.
    case none
    /// A thread is at it.
    case underway
    /// It ended, with an error or without.
    case ended(Errno?)
  }

  /// Opens the directory, or makes it.
  init(directory path: String) throws(Errno) {
    directory = try StateDirectory.open(path)
    self.path = "\(path)/\(Self.name)"
  }

  /// The last state, or nil if there is none.
  func load() throws(Errno) -> MemoryFile? {
    try directory.load(
      Self.name, limit: Self.limit, frontLength: StateHeader.length,
      wantedLength: { front in StateHeader.lengthToRead(front: front) })
  }

  /// Removes the last state.
  func remove() throws(Errno) { try directory.remove(Self.name) }

  /// Replaces the last state; returns once the disk has it.
  func save(_ state: borrowing MemoryFile) throws(Errno) { try directory.save(state, as: Self.name) }

  /// Replaces the last state on another thread, and then signals `news`; what came of it, ``takeResult()`` tells.
  func saveAside(_ round: SavingRound, threads: inout ThreadGroup, news: @escaping @Sendable () -> Void) throws(Errno) {
    progress.withLock { $0 = .underway }
    do throws(Errno) {
      try threads.start(named: "disk") { [self] in
        var failure: Errno?
        do throws(Errno) { try save(round.memory) } catch { failure = error }
        progress.withLock { $0 = .ended(failure) }
        news()
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
