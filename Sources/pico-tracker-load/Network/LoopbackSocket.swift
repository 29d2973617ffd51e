// UDP sockets that reach no further than this machine: by construction, not by a check. The tool can make a great deal of traffic,
// and every address it knows is written in this file.
internal import CLinux
internal import LinuxIO
internal import TrackerProtocol

/// A UDP socket bound to a loopback address, closed when its owner is gone.
final class LoopbackSocket {
  let descriptor: Int32

  /// What a client's or a server's socket may keep waiting, in bytes; the kernel gives what it allows.
  private static let bufferSize: Int32 = 4 << 20

  /// A client: number `index` of them, from an address of its own over IPv4 (127.1.x.y), from ::1 over IPv6, connected to the
  /// tracker's port on 127.0.0.1 or ::1, so that only replies from there arrive.
  convenience init(client index: Int, of family: AddressFamily, trackerPort: UInt16) throws(LoadError) {
    let source: Name =
      family == .ipv4 ? .ipv4(0x7f01_0001 + (UInt32(index / 250) << 8) + UInt32(index % 250), port: 0) : .ipv6(port: 0)
    try self.init(bindingTo: source, family)
    var server: Name = family == .ipv4 ? .ipv4(0x7f00_0001, port: trackerPort) : .ipv6(port: trackerPort)
    let status = unsafe withUnsafePointer(to: &server.value) { name in
      // Unsafe: connect(2) reads `length` bytes of a structure that is as long.
      unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, server.length) }
    }
    guard status == 0 else { throw Self.failure("connect to port \(trackerPort)") }
  }

  /// A server on a port of 127.0.0.1 or ::1.
  convenience init(serverOf family: AddressFamily, port: UInt16) throws(LoadError) {
    try self.init(bindingTo: family == .ipv4 ? .ipv4(0x7f00_0001, port: port) : .ipv6(port: port), family)
  }

  private init(bindingTo name: Name, _ family: AddressFamily) throws(LoadError) {
    let descriptor = clinux_udp_socket(family == .ipv4 ? AF_INET : AF_INET6)
    guard descriptor >= 0 else { throw Self.failure("open an \(family) socket") }
    self.descriptor = descriptor
    _ = clinux_set_option(descriptor, SOL_SOCKET, SO_RCVBUF, Self.bufferSize)
    _ = clinux_set_option(descriptor, SOL_SOCKET, SO_SNDBUF, Self.bufferSize)
    var name = name
    // Unsafe: bind(2) reads `length` bytes of a local that is as long.
    guard unsafe clinux_bind(descriptor, &name.value, name.length) == 0 else {
      throw Self.failure("bind an \(family) loopback address")
    }
  }

  deinit { _ = close(descriptor) }

  private static func failure(_ attempt: String) -> LoadError {
    LoadError("cannot \(attempt): \(Errno(rawValue: clinux_errno()))")
  }
}

extension LoopbackSocket {
  /// The kernel's form of an address: sockaddr_in6 has room for sockaddr_in too.
  private struct Name {
    var value = sockaddr_in6()
    let length: socklen_t

    static func ipv4(_ address: UInt32, port: UInt16) -> Name {
      var name = Name(length: socklen_t(MemoryLayout<sockaddr_in>.size))
      name.value.sin6_family = sa_family_t(AF_INET)
      name.value.sin6_port = port.bigEndian
      // Where sockaddr_in6 has the flow information, sockaddr_in has the address (ip(7), ipv6(7)).
      name.value.sin6_flowinfo = address.bigEndian
      return name
    }

    /// ::1.
    static func ipv6(port: UInt16) -> Name {
      var name = Name(length: socklen_t(MemoryLayout<sockaddr_in6>.size))
      name.value.sin6_family = sa_family_t(AF_INET6)
      name.value.sin6_port = port.bigEndian
      name.value.sin6_addr = unsafe unsafeBitCast((UInt64(0), UInt64(1).bigEndian), to: in6_addr.self)
      return name
    }
  }
}
