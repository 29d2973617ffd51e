// Lines on standard error, for a person or the journal.
internal import CLinux

/// Standard error (stderr(3)), without buffering.
public enum StandardError {
  /// Whether a person is likely to be reading (isatty(3)).
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Where texts go: the process's own way to what standard error is.
  private static let writer = LineWriter(STDERR_FILENO)

  /// Writes a text of whole lines as it is, so that lines of several threads do not mix, if that is possible without waiting.
  ///
  /// - Throws: why none of it was written: `EAGAIN` where the reader does not keep up, `EPIPE` where there is none.
  public static func tryWrite(_ text: String) throws(Errno) { try writer.write(text) }

  /// Writes a text in the same manner; there is nobody to tell when this fails, so that is ignored.
  public static func write(_ text: String) {
    do throws(Errno) { try tryWrite(text) } catch {}
  }
}
