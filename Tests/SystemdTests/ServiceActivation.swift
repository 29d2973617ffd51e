// Passing descriptors to the test's own child process, as a service manager does at the start of a service.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit

@testable import Systemd

/// Runs `body` with descriptors open from number 3 on and announced in the environment; puts what was there back after it.
///
/// For exit tests, one at a time: the numbers may be the test library's own, so `body` must not `#expect` anything.
func withPassedDescriptors<Result>(
  _ descriptors: [CInt], names: String?, process: pid_t = getpid(), _ body: () throws -> Result
) rethrows -> Result {
  let numbers = (0..<CInt(descriptors.count)).map { $0 + 3 }
  // Copies above the numbers to be overwritten, of the sources as well: they may lie among them.
  let sources = descriptors.map { fcntl($0, F_DUPFD, 100) }
  let former = numbers.map { fcntl($0, F_DUPFD, 100) }
  for (source, number) in zip(sources, numbers) { dup2(source, number) }
  defer {
    for (original, number) in zip(former, numbers) {
      if original >= 0 { dup2(original, number) } else { close(number) }
    }
    TestDescriptors.close((sources + former).filter { $0 >= 0 })
  }
  Environment.set("LISTEN_PID", "\(process)")
  Environment.set("LISTEN_FDS", "\(descriptors.count)")
  if let names { Environment.set("LISTEN_FDNAMES", names) }
  return try body()
}
