// Replacing a file so that it is the old one or the new one at any moment, whatever fails, the power included.
internal import CLinux

extension StateDirectory {
  /// Replaces a file by a copy of memory: written beside it under another name, synced, renamed, and the renaming synced. It
  /// returns when all of that is on the disk. If it throws, the old file is still in place, and untouched.
  ///
  /// - Throws: `EWOULDBLOCK` if another saving of the same file is going on, a second tracker's perhaps; `ENOSPC`, `EDQUOT`,
  ///   `EROFS` and `EIO` tell of the disk. Should only the last sync fail, then the new file is in place, for now.
  public func save(_ source: borrowing MemoryFile, as name: StaticString) throws(Errno) {
    let draft = try StateDraft(of: name, in: owned.rawValue)
    do throws(Errno) {
      try draft.fill(from: source)
      try draft.replaceFile()
    } catch {
      draft.discard()
      throw error
    }
    try Errno.checkRepeating { fsync(owned.rawValue) }
  }
}

/// A file's next version, as it is being written. Nobody else writes it: it is locked, by flock(2).
struct StateDraft: ~Copyable {
  private let directory: Int32
  private let name: StaticString
  private let draftName: String
  private let owned: Descriptor

  static func name(for name: StaticString) -> String { "\(name).new" }

  /// Opens the draft, or the one that a saving which was killed has left.
  init(of name: StaticString, in directory: Int32) throws(Errno) {
    let draftName = Self.name(for: name)
    // Unsafe, here and below: Swift passes terminated copies for the length of the call.
    let owned = try Descriptor(owning: unsafe clinux_create_entry(directory, draftName))
    try Self.lock(owned.rawValue, as: draftName, in: directory)
    self.directory = directory
    self.name = name
    self.draftName = draftName
    self.owned = owned
  }

  /// Locks an open draft. Who had it locked since it was opened may have renamed or removed it before letting go: then this is
  /// the file itself now, or nothing, and no draft to write to.
  static func lock(_ descriptor: Int32, as draftName: String, in directory: Int32) throws(Errno) {
    try Errno.checkRepeating { flock(descriptor, LOCK_EX | LOCK_NB) }
    guard unsafe clinux_is_entry(directory, draftName, descriptor) != 0 else { throw .wouldBlock }
  }

  /// Writes all of it, down to the disk. That there is no room is said at once where the file system can tell.
  func fill(from source: borrowing MemoryFile) throws(Errno) {
    let size = try source.size()
    try Errno.checkRepeating { ftruncate(owned.rawValue, 0) }
    try Errno.checkRepeating { clinux_reserve(owned.rawValue, Int64(size)) }
    try MemoryFile.copy(size, from: source.descriptor, to: owned.rawValue)
    try Errno.checkRepeating { fsync(owned.rawValue) }
  }

  func replaceFile() throws(Errno) {
    try Errno.check(unsafe renameat(directory, draftName, directory, "\(name)"))
  }

  /// What fails here has failed before; and the next saving starts by emptying the draft.
  func discard() { _ = unsafe unlinkat(directory, draftName, 0) }
}
