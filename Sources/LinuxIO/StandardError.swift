// Where diagnostics go: file descriptor 2, unbuffered.
internal import CLinux

/// The process's standard error (stderr(3)).
public enum StandardError {
  /// Writes the text as it is, in one write(2); what the other end does not take is lost, for nobody is left to be told.
  public static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // Unsafe: the buffer is alive for the length of the call, and its own count bounds it.
      _ = unsafe CLinux.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    }
  }
}
