// A service manager for notifications alone: a datagram socket under NOTIFY_SOCKET of a test's own child process.
import Glibc

package struct NotifySocket: Sendable {
  package let descriptor: CInt

  /// Binds a socket of the abstract namespace, which leaves no file, and names it to sd_notify(3).
  package init() {
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
    let name = "pico-tracker-service-tests-\(getpid())"
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // Unsafe: the name is shorter than the path's 108 bytes, the first of which stays zero: an abstract name.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
      unsafe UnsafeMutableRawBufferPointer(rebasing: path.dropFirst()).copyBytes(from: name.utf8)
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
    // Unsafe: the address is read during the call, as far as `length`.
    let result = unsafe withUnsafeBytes(of: &address) { bytes in
      unsafe bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
    }
    precondition(result == 0, "the notify socket cannot be bound")
    // A test that waits for what never comes fails then, and does not hang.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    // Unsafe: the option's value and its size, read during the call.
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    Environment.set("NOTIFY_SOCKET", "@\(name)")
    // A child that hangs is ended by a signal, and its test fails.
    alarm(60)
  }

  /// The next message, or nil after half a minute; with `isWaiting` false, nil at once if there is none.
  package func next(isWaiting: Bool = true) -> String? {
    var text = [UInt8](repeating: 0, count: 4096)
    // Unsafe: the kernel writes as many bytes as there are, at most.
    let count = unsafe recv(descriptor, &text, text.count, isWaiting ? 0 : CInt(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: text[..<count], as: UTF8.self)
  }

  /// All messages that are there.
  package func all() -> [String] {
    var messages: [String] = []
    while let message = next(isWaiting: false) { messages.append(message) }
    return messages
  }

  /// Waits for a message, past others; false if it does not come.
  package func waits(for expected: String) -> Bool {
    while let message = next() { if message == expected { return true } }
    return false
  }
}
