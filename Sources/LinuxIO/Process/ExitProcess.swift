// Ends the process with a status.
internal import CLinux

/// Ends the process with this status, after what was printed has been written out (exit(3)).
public func exitProcess(_ status: Int32) -> Never {
  exit(status)
}
