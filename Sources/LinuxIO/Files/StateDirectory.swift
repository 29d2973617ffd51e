// Where a daemon keeps what is to outlive the machine's uptime, StateDirectory= of systemd.exec(5).
internal import CLinux

/// An open directory of files that are replaced whole or not at all. Any thread may use it.
public struct StateDirectory: ~Copyable, Sendable {
  let owned: Descriptor

  /// Opens a directory; if only the last component of the path is missing, makes it, for its owner alone.
  public static func open(_ path: String) throws(Errno) -> StateDirectory {
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

  private static func opened(_ path: String) throws(Errno) -> StateDirectory {
    // Unsafe, here and below: Swift passes a terminated copy for the length of the call.
    StateDirectory(owned: try Descriptor(owning: unsafe clinux_open_directory(path)))
  }

  /// A sealed copy of a file in memory, so that nobody changes it while it is read; nil if there is no such file.
  ///
  /// - Parameters:
  ///   - frontLength: how many bytes `wantedLength` is shown, fewer if the file is shorter.
  ///   - wantedLength: how many bytes of such a file are wanted at the most, so that a large file of another kind is not copied.
  /// - Throws: `EFBIG` for a file of more than `limit` bytes, `ELOOP`, `EISDIR` or `EINVAL` for what is no regular file.
  public func load(
    _ name: StaticString, limit: UInt64, frontLength: Int = 0,
    wantedLength: (Span<UInt8>) -> UInt64 = { _ in .max }
  ) throws(Errno) -> MemoryFile? {
    guard let file = try openEntry("\(name)") else { return nil }
    let size = UInt64(try Errno.check(clinux_regular_size(file.rawValue)))
    guard size <= limit else { throw .fileTooLarge }
    let front = try MemoryFile.front(of: file.rawValue, length: min(frontLength, Int(size)))
    let copy = try MemoryFile.create(named: name)
    try MemoryFile.copy(min(size, wantedLength(front.span)), from: file.rawValue, to: copy.descriptor)
    try copy.seal()
    return copy
  }

  /// Removes a file, and what a saving that was killed has left of one; it is no error if there is none.
  public func remove(_ name: StaticString) throws(Errno) {
    for name in ["\(name)", StateDraft.name(for: name)] {
      do throws(Errno) {
        try Errno.check(unsafe unlinkat(owned.rawValue, name, 0))
      } catch {
        guard error == .noSuchFile else { throw error }
      }
    }
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
