// Random bytes from the kernel, fit for keys, with getrandom(2).
internal import CLinux

/// The kernel's random number generator.
public enum SystemRandom {
  /// Fills memory with random bytes. Early at boot this waits until the generator is seeded.
  public static func fill(_ bytes: inout MutableRawSpan) throws(Errno) {
    var filled = 0
    while filled < bytes.byteCount {
      // Unsafe: the kernel writes to the rest of the span and no further.
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return unsafe getrandom(rest.baseAddress, rest.count, 0)
      }
      if count > 0 {
        filled += count
      } else {
        let error = Errno.last
        guard error == .interrupted else { throw error }
      }
    }
  }

  /// Eight random bytes as a number.
  public static func word() throws(Errno) -> UInt64 {
    var word = InlineArray<1, UInt64>(repeating: 0)
    var span = word.mutableSpan
    // Unsafe: any eight bytes are a number.
    var bytes = unsafe span.mutableBytes
    try fill(&bytes)
    return word[0]
  }
}
