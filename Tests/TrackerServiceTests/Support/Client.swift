// A plain UDP client on loopback, for tests.
import Glibc
import LinuxIO

/// A UDP socket that waits at most five seconds for what it is to receive.
struct Client: ~Copyable {
  private let descriptor: CInt

  init(_ family: SocketAddress.Family) {
    descriptor = socket(family == .v4 ? AF_INET : AF_INET6, CInt(SOCK_DGRAM.rawValue), 0)
    precondition(descriptor >= 0, "a test's socket cannot be opened")
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    // Unsafe: the option's value and its size, read during the call.
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends to an address of loopback; on loopback the datagram has arrived when this returns.
  func send(_ bytes: [UInt8], to address: SocketAddress) {
    var name = sockaddr_in6()
    name.sin6_port = address.port.bigEndian
    name.sin6_family = sa_family_t(address.family == .v4 ? AF_INET : AF_INET6)
    if address.family == .v4 { name.sin6_flowinfo = address.ipv4.bigEndian } else { name.sin6_addr = in6addr_loopback }
    let length = address.family == .v4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
    // Unsafe: the name and the bytes are read during the call, as far as their lengths.
    let sent = unsafe withUnsafeBytes(of: &name) { name in
      unsafe sendto(
        descriptor, bytes, bytes.count, 0, name.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
    }
    precondition(sent == bytes.count, "a test's datagram was not sent")
  }

  /// The next datagram, or nil after five seconds.
  func receive() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 2048)
    // Unsafe: the kernel writes as many bytes as there are, at most.
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    return count < 0 ? nil : Array(bytes[..<count])
  }

  /// Nobody has answered for five seconds.
  struct NoReply: Error {}

  /// Sends, and returns the reply.
  func ask(_ bytes: [UInt8], _ address: SocketAddress) throws -> [UInt8] {
    send(bytes, to: address)
    guard let reply = receive() else { throw NoReply() }
    return reply
  }

  /// Fills the receive buffer of a socket that nobody reads, until the kernel drops.
  static func overflow(_ descriptor: CInt, at address: SocketAddress) {
    var size: CInt = 1
    // Unsafe: the option's value and its size, read during the call.
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
    let client = Client(.v4)
    for _ in 0..<64 { client.send([UInt8](repeating: 0, count: 1024), to: address) }
  }
}
