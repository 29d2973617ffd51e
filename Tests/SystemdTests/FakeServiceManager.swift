// A service manager for notifications alone: a datagram socket under NOTIFY_SOCKET of the test's own child process.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit

/// Receives what the daemon's side of the same process sends. For exit tests: it changes the environment.
struct FakeServiceManager {
  private let name = DatagramPath()

  /// Binds a socket, and names it to the daemon's side.
  init() { Environment.set("NOTIFY_SOCKET", name.path) }

  /// The next message, or nil if there is none; with `flags` 0, waits for it, for 30 seconds at most.
  func receive(flags: CInt = CInt(MSG_DONTWAIT)) -> ReceivedMessage? { .next(from: name.socket, flags: flags) }
}
