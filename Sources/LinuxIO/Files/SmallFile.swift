// Files of a few bytes that are read whole: secrets and credentials.
internal import CLinux

/// Reading a small file.
public enum SmallFile {
  /// The bytes of a file, or of anything else that can be read to its end, a FIFO for instance, which is waited for.
  ///
  /// - Parameter limit: the most bytes it may have.
  /// - Throws: `EFBIG` if there are more, `EISDIR` for a directory, else what open(2) or read(2) says.
  public static func read(_ path: String, limit: Int) throws(Errno) -> [UInt8] {
    // Unsafe: Swift passes a terminated copy for the length of the call.
    let file = try Descriptor(owning: try Errno.checkRepeating { unsafe clinux_open_readonly(path) })
    // One byte more tells a file that is too large from one of just the limit.
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var filled = 0
    while filled < bytes.count {
      var span = bytes.mutableSpan
      // Unsafe: the kernel writes to the rest of the array and no further; any bytes are numbers.
      let count = try unsafe span.withUnsafeMutableBytes { buffer throws(Errno) in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return try Errno.checkRepeating { unsafe CLinux.read(file.rawValue, rest.baseAddress, rest.count) }
      }
      guard count > 0 else { break }
      filled += count
    }
    guard filled <= limit else { throw .fileTooLarge }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
