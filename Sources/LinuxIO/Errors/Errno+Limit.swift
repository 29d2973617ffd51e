// Errors that a limit on the process may be behind, and how the limit is called.

extension Errno {
  /// The words of the error, and the limit to look at: "Too many open files; see LimitNOFILE=, ulimit -n".
  public var textWithLimit: String { limit.map { "\(self); see \($0)" } ?? "\(self)" }

  /// The limit that systemd.exec(5), systemd.resource-control(5) and a shell set; nil for an error that no limit explains.
  private var limit: StaticString? {
    switch self {
    case .tooManyOpenFiles: "LimitNOFILE=, ulimit -n"
    case .wouldBlock: "TasksMax=, ulimit -u, LimitAS="
    case .noMemory, .noBufferSpace: "MemoryMax=, LimitAS=, ulimit -v"
    case .fileTooLarge: "LimitFSIZE=, ulimit -f"
    default: nil
    }
  }
}
