// Atomic replacement of a file: whatever fails, the power included, the old file or the new one is there.
internal import CLinux

extension Directory {
  /// Replaces a file by a copy of memory: written beside it under another name, synced, and renamed. After a ``sync()`` it is the
  /// new one over a power cut, too. If it throws, the old file is still in place, and untouched.
  ///
  /// Only one thread or process at a time may replace a file: see ``lock()``.
  /// - Throws: `ENOSPC`, `EDQUOT`, `EROFS`, `EFBIG` and `EIO` tell of the disk and of limits.
  public func replace(_ name: StaticString, by source: borrowing MemoryFile) throws(Errno) {
    let draft = try FileDraft(of: name, in: owned.rawValue)
    do throws(Errno) {
      try draft.fill(from: source)
      try draft.replaceFile()
    } catch {
      draft.discard()
      throw error
    }
  }
}

/// A file's next version, as it is being written.
struct FileDraft: ~Copyable {
  private let directory: Int32
  private let name: StaticString
  private let draftName: String
  private let owned: Descriptor

  static func name(for name: StaticString) -> String { "\(name).new" }

  /// Opens the draft, or the one that a replacement which was killed has left.
  init(of name: StaticString, in directory: Int32) throws(Errno) {
    draftName = Self.name(for: name)
    self.directory = directory
    self.name = name
    // Unsafe, here and below: Swift passes terminated copies for the length of the call.
    owned = try Descriptor(owning: unsafe clinux_create_entry(directory, draftName))
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

  /// What fails here has failed before; and the next replacement starts by emptying the draft.
  func discard() { _ = unsafe unlinkat(directory, draftName, 0) }
}
