// Memory that can outlive the process: a file without a name, whose descriptor another process may keep, memfd_create(2).
internal import CLinux

/// Anonymous memory behind a descriptor, written once and then sealed, so that whoever has it can trust that it stays as it is.
///
/// Sharing it by borrowing is safe: the kernel keeps the calls of several threads apart.
public struct MemoryFile: ~Copyable, Sendable {
  private let owned: Descriptor

  /// The descriptor, for passing on. It stays this value's own.
  public var descriptor: Int32 { owned.rawValue }

  private init(_ owned: consuming Descriptor) { self.owned = owned }

  /// Makes an empty file.
  ///
  /// - Parameter name: shown in /proc/PID/fd to whoever debugs; it need not be unique.
  /// - Throws: `EMFILE` where the process has no descriptor left.
  public static func create(named name: StaticString) throws(Errno) -> MemoryFile {
    // Unsafe: Swift passes a terminated copy for the length of the call.
    MemoryFile(try Descriptor(owning: unsafe clinux_memory_file("\(name)")))
  }

  /// Takes over a descriptor that somebody else opened, systemd for instance: whether it is such a file, ``isSealed`` tells.
  public init(adopting descriptor: Int32) {
    // It fails for what is no descriptor, as will all else.
    _ = clinux_close_on_exec(descriptor)
    owned = Descriptor(adopting: descriptor)
  }

  /// Writes all of the bytes at a distance from the file's start, which grows as needed. Threads may write to different places
  /// at once.
  ///
  /// - Throws: `EPERM` if the file is sealed, `ENOSPC` or `ENOMEM` where memory is short; a part may be written then.
  public func write(_ bytes: Span<UInt8>, at offset: UInt64) throws(Errno) {
    var written = 0
    while written < bytes.count {
      // An offset beyond all files is clamped to one that the kernel refuses.
      let position = off_t(clamping: offset) &+ off_t(written)
      // Unsafe: the kernel reads the rest of the span and no further.
      let count = unsafe try bytes.withUnsafeBytes { buffer throws(Errno) in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return try Errno.checkRepeating { unsafe pwrite(descriptor, rest.baseAddress, rest.count, position) }
      }
      guard count > 0 else { throw .inputOutput }
      written += count
    }
  }

  /// Forbids, to everybody and for good, to write to the file, to shrink and to grow it.
  ///
  /// - Throws: `EPERM` if it is sealed, `EINVAL` for a descriptor of something else.
  public func seal() throws(Errno) { try Errno.check(clinux_seal(descriptor)) }

  /// Whether nobody can change the file any more; false for whatever is no memory file.
  public var isSealed: Bool { clinux_is_sealed(descriptor) != 0 }

  /// The file's size in bytes.
  ///
  /// - Throws: `EISDIR` or `EINVAL` if the descriptor is of something without a size, `EBADF` if of nothing.
  public func size() throws(Errno) -> UInt64 { UInt64(try Errno.check(clinux_regular_size(descriptor))) }

  /// Shows the file's bytes, mapped into memory rather than copied.
  ///
  /// - Throws: `EPERM` if the file is not sealed: whoever else has it could shrink it, and the process would die reading
  ///   (SIGBUS).
  public func withBytes<Result>(_ body: (Span<UInt8>) -> Result) throws(Errno) -> Result {
    guard isSealed else { throw .notPermitted }
    let size = Int(try size())
    // mmap(2) refuses to map nothing.
    guard size > 0 else { return body(Span()) }
    guard let start = unsafe clinux_map_file(descriptor, size) else { throw .last }
    // Unsafe: the mapping is as long as the file, which nobody can change, and is left after the last look at it.
    defer { unsafe munmap(UnsafeMutableRawPointer(mutating: start), size) }
    return body(unsafe Span(_unsafeStart: start.assumingMemoryBound(to: UInt8.self), count: size))
  }
}

extension MemoryFile {
  /// The first bytes of a file.
  ///
  /// - Throws: `EIO` if the file turns out shorter.
  static func front(of source: Int32, length: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var filled = 0
    while filled < length {
      var span = bytes.mutableSpan
      // Unsafe: the kernel writes to the rest of the array and no further; any bytes are numbers.
      let count = try unsafe span.withUnsafeMutableBytes { buffer throws(Errno) in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return try Errno.checkRepeating { unsafe pread(source, rest.baseAddress, rest.count, off_t(filled)) }
      }
      guard count > 0 else { throw .inputOutput }
      filled += count
    }
    return bytes
  }

  /// Writes the first `count` bytes of a file to another at its position, without a copy through this process, sendfile(2).
  ///
  /// - Throws: `EIO` if the source turns out shorter; whatever was copied by then stays.
  static func copy(_ count: UInt64, from source: Int32, to target: Int32) throws(Errno) {
    var offset: off_t = 0
    while UInt64(offset) < count {
      // The kernel takes less at once than any size of a file.
      let rest = Int(clamping: count - UInt64(offset))
      // Unsafe: the kernel moves the offset, a local.
      let copied = try Errno.checkRepeating { unsafe sendfile(target, source, &offset, rest) }
      guard copied > 0 else { throw .inputOutput }
    }
  }
}
