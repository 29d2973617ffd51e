// A directory whose files are replaced whole, for what is to outlive the machine's run (StateDirectory= of systemd.exec(5)).
internal import CLinux

/// An open directory. Any thread may use it.
public struct Directory: ~Copyable, Sendable {
  let owned: Descriptor

  /// Opens a directory; if only the last component of the path is missing, makes it, for its owner alone (mode 0700).
  public static func open(_ path: String) throws(Errno) -> Directory {
    do throws(Errno) { return try opened(path) } catch { guard error == .noSuchFile else { throw error } }
    do throws(Errno) {
      // Unsafe: Swift passes a terminated copy for the length of the call.
      try Errno.check(unsafe mkdir(path, 0o700))
    } catch {
      // Another may have made it in between.
      guard error == .fileExists else { throw error }
    }
    return try opened(path)
  }

  private static func opened(_ path: String) throws(Errno) -> Directory {
    // Unsafe, here and below: Swift passes a terminated copy for the length of the call.
    Directory(owned: try Descriptor(owning: unsafe clinux_open_directory(path)))
  }

  /// Takes the directory for this process until it ends, flock(2); to be asked again is no error.
  ///
  /// - Throws: `EWOULDBLOCK` if another process has it. `ENOLCK`, `EBADF` and others come from file systems that know no such
  ///   lock, on a network share for instance.
  public func lock() throws(Errno) { try Errno.checkRepeating { flock(owned.rawValue, LOCK_EX | LOCK_NB) } }

  /// Brings the names in the directory to the disk, fsync(2).
  ///
  /// - Throws: `EINVAL` on file systems that do this for files only; `EIO` and others tell of the disk.
  public func sync() throws(Errno) { try Errno.checkRepeating { fsync(owned.rawValue) } }

  /// A sealed copy of a file in memory, so that nobody changes it while it is read; nil if there is no such file.
  ///
  /// - Parameters:
  ///   - frontLength: how many bytes `wantedLength` is shown, fewer if the file is shorter.
  ///   - wantedLength: how many bytes of such a file are wanted at the most, so that a large file of another kind is not copied.
  /// - Throws: `EFBIG` for a file of more than `limit` bytes, `ELOOP`, `EISDIR` or `EINVAL` for what is no regular file.
  public func load(
    _ name: StaticString, limit: UInt64, frontLength: Int = 0,
    wantedLength: ((Span<UInt8>) -> UInt64)? = nil
  ) throws(Errno) -> MemoryFile? {
    guard let file = try openEntry("\(name)") else { return nil }
    let size = UInt64(try Errno.check(clinux_regular_size(file.rawValue)))
    guard size <= limit else { throw .fileTooLarge }
    let front = try MemoryFile.front(of: file.rawValue, length: min(frontLength, Int(size)))
    let copy = try MemoryFile.create(named: name)
    try MemoryFile.copy(min(size, wantedLength?(front.span) ?? size), from: file.rawValue, to: copy.descriptor)
    try copy.seal()
    return copy
  }

  private func openEntry(_ name: String) throws(Errno) -> Descriptor? {
    do throws(Errno) {
      return try Descriptor(owning: unsafe clinux_open_entry(owned.rawValue, name))
    } catch {
      guard error == .noSuchFile else { throw error }
      return nil
    }
  }
}

// Changing what is in it.
extension Directory {
  /// Removes a file, and what a replacement that was killed has left of one; it is no error if there is none.
  public func remove(_ name: StaticString) throws(Errno) {
    for name in ["\(name)", FileDraft.name(for: name)] {
      do throws(Errno) {
        try Errno.check(unsafe unlinkat(owned.rawValue, name, 0))
      } catch {
        guard error == .noSuchFile else { throw error }
      }
    }
  }

  /// Gives a file another name, in place of whatever file has that, renameat(2).
  public func rename(_ name: StaticString, to newName: StaticString) throws(Errno) {
    try Errno.check(unsafe renameat(owned.rawValue, "\(name)", owned.rawValue, "\(newName)"))
  }

  /// The size in bytes of a regular file; 0 if there is none.
  public func size(of name: StaticString) throws(Errno) -> UInt64 {
    guard let file = try openEntry("\(name)") else { return 0 }
    return UInt64(try Errno.check(clinux_regular_size(file.rawValue)))
  }

  /// Makes a file of so many zeros, or brings the one that is there to this size, ftruncate(2).
  public func setSize(of name: StaticString, to size: UInt64) throws(Errno) {
    let file = try Descriptor(owning: unsafe clinux_create_entry(owned.rawValue, "\(name)"))
    try Errno.checkRepeating { ftruncate(file.rawValue, off_t(clamping: size)) }
  }
}
