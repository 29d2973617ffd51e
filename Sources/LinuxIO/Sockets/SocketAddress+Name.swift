// Conversion of socket addresses to and from struct sockaddr_in and sockaddr_in6 of ip(7) and ipv6(7).
internal import CLinux

/// The kernel's socket address. sockaddr_in6 is the larger one, and so the room for both.
typealias SocketName = sockaddr_in6

extension SocketAddress {
  /// Reads an address of the kernel's; nil if it is of another family.
  @inline(__always)
  init?(_ name: borrowing SocketName) {
    switch Int32(name.sin6_family) {
    case AF_INET6: self.init(ipv6Name: name)
    case AF_INET: self.init(ipv4Name: name)
    default: return nil
    }
  }

  @inline(__always)
  private init(ipv6Name name: borrowing SocketName) {
    self.init(name.sin6_addr, port: UInt16(bigEndian: name.sin6_port), scopeID: name.sin6_scope_id)
  }

  /// sockaddr_in has its port where sockaddr_in6 has it, and its address in place of the flow information.
  @inline(__always)
  private init(ipv4Name name: borrowing SocketName) {
    self.init(ipv4: UInt32(bigEndian: name.sin6_flowinfo), port: UInt16(bigEndian: name.sin6_port))
  }

  /// Joins an IPv6 address of the kernel's with a port.
  @inline(__always)
  init(_ address: in6_addr, port: UInt16, scopeID: UInt32 = 0) {
    // Unsafe: both are sixteen bytes in which every pattern is a value.
    let (high, low) = unsafe unsafeBitCast(address, to: (UInt64, UInt64).self)
    self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low), port: port, scopeID: scopeID)
  }

  /// The address in the kernel's form, and how many bytes of it count.
  var name: (value: SocketName, length: socklen_t) {
    var name = SocketName()
    name.sin6_port = port.bigEndian
    guard family == .v6 else {
      name.sin6_family = sa_family_t(AF_INET)
      name.sin6_flowinfo = ipv4.bigEndian
      return (name, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
    name.sin6_family = sa_family_t(AF_INET6)
    // Unsafe: both are sixteen bytes in which every pattern is a value.
    name.sin6_addr = unsafe unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
    name.sin6_scope_id = scopeID
    return (name, socklen_t(MemoryLayout<sockaddr_in6>.size))
  }
}
