// Descriptors for the tests, of every kind a socket unit can name.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc

enum TestDescriptors {
  /// A socket that is not bound.
  static func open(_ family: CInt, _ type: __socket_type) -> CInt {
    let descriptor = socket(family, CInt(type.rawValue), 0)
    precondition(descriptor >= 0, "a test's socket cannot be opened")
    return descriptor
  }

  /// A socket bound to a port of the kernel's choice on the IPv4 loopback address.
  static func boundIPv4(_ type: __socket_type = SOCK_DGRAM) -> CInt {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return bound(open(AF_INET, type), address)
  }

  /// A datagram socket bound to a port of the kernel's choice on the IPv6 loopback address.
  static func boundIPv6() -> CInt {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return bound(open(AF_INET6, SOCK_DGRAM), address)
  }

  private static func bound<Address>(_ descriptor: CInt, _ address: Address) -> CInt {
    // Unsafe: a socket address of its own size, read during the call.
    let result = unsafe withUnsafeBytes(of: address) { bytes in
      unsafe bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    precondition(result == 0, "a test's socket cannot be bound")
    return descriptor
  }

  /// A descriptor that is no socket.
  static func noSocket() -> CInt {
    // Unsafe: a C string for the length of the call.
    unsafe Glibc.open("/dev/null", O_RDONLY)
  }

  /// Closes all of them.
  static func close(_ descriptors: [CInt]) {
    for descriptor in descriptors { Glibc.close(descriptor) }
  }

  /// The port in a socket's address, as the kernel tells it for IPv4 and IPv6 at the same place.
  static func port(_ descriptor: CInt) -> UInt16 {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    // Unsafe: room for the larger of both kinds of address, written during the call.
    _ = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      unsafe getsockname(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
    }
    return UInt16(bigEndian: address.sin6_port)
  }
}

extension TestDescriptors {
  /// Whether nobody reads the other end of a pipe any more.
  static func hasHungUp(_ descriptor: CInt) -> Bool {
    var entry = pollfd(fd: descriptor, events: 0, revents: 0)
    // Unsafe: one entry, read and written during the call.
    return unsafe poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLERR) != 0
  }
}
