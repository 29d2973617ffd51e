// Errors that a limit may be behind.
import LinuxIO
import Testing

@Suite("The limit behind an error")
struct ErrnoLimitTests {
  @Test(
    "is named where there is one, as systemd and as a shell call it",
    arguments: [
      (.tooManyOpenFiles, "Too many open files; see LimitNOFILE=, ulimit -n"),
      (.wouldBlock, "Resource temporarily unavailable; see TasksMax=, ulimit -u, LimitAS="),
      (.noMemory, "Cannot allocate memory; see MemoryMax=, LimitAS=, ulimit -v"),
      (.noBufferSpace, "No buffer space available; see MemoryMax=, LimitAS=, ulimit -v"),
      (.fileTooLarge, "File too large; see LimitFSIZE=, ulimit -f"),
      (.noSuchFile, "No such file or directory"),
    ] as [(Errno, String)])
  func texts(errno: Errno, text: String) { #expect(errno.textWithLimit == text) }
}
