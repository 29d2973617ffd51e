// Text on standard output, and whether that is a terminal.
internal import CLinux

/// The process's standard output (stdout(3)).
public enum StandardOutput {
  /// Whether a person reads it: it is a terminal, not a file or a pipe (isatty(3)).
  public static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
