// What the process says to the person or the journal that started it.
internal import CLinux

/// Standard error (stderr(3)), without buffering.
public enum StandardError {
  /// Whether a person is likely to be reading (isatty(3)).
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes the text as it is, all in one write(2), so that lines of several threads do not mix.
  ///
  /// There is nobody to tell when this fails, so that is ignored.
  public static func write(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Writes a text to a descriptor, going on after signals and partial writes.
  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    // Unsafe: each write reads the rest of the array and no further.
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while let start = unsafe UnsafeRawBufferPointer(rebasing: rest).baseAddress, unsafe !rest.isEmpty {
        let written = unsafe CLinux.write(descriptor, start, rest.count)
        if written < 0 && Errno.last == .interrupted { continue }
        guard written > 0 else { return }
        unsafe rest = rest.dropFirst(written)
      }
    }
  }
}
