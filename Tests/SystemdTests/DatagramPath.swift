// A socket that takes datagrams under a name of its own: the journal's, or a service manager's, in a test.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Synchronization

/// A bound socket of the abstract namespace, which leaves no file; closed with the test.
final class DatagramPath: Sendable {
  private static let made = Atomic<Int>(0)

  /// The name as senders write it.
  let path: String
  let socket: CInt

  init() {
    let number = Self.made.wrappingAdd(1, ordering: .relaxed).newValue
    path = "@pico-tracker-tests-\(getpid())-\(number)"
    socket = csystemd_datagram_socket()
    var address = sockaddr_un()
    // Unsafe: the address is written, then read, during the calls, as far as the length says.
    let length = unsafe csystemd_address(&address, path)
    let result = unsafe withUnsafeBytes(of: address) { bytes in
      unsafe bind(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
    }
    precondition(result == 0, "the socket cannot be bound")
    // A test that waits for what never comes fails then, and does not hang.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    // Unsafe: the option's value and its size, read during the call.
    _ = unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  /// The next datagram, or nil if there is none.
  func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 8192)
    // Unsafe: the kernel writes to the array and no further.
    let count = unsafe recv(socket, &bytes, bytes.count, CInt(MSG_DONTWAIT))
    return count < 0 ? nil : Array(bytes.prefix(count))
  }
}
