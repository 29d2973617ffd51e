// Plain UDP clients on loopback for the tests, written straight against the C library.
import CLinux
import Glibc
import LinuxIO

/// A UDP socket that waits at most two seconds for what it is to receive.
struct TestClient: ~Copyable {
  /// A datagram as it arrived.
  struct Datagram: Equatable {
    let bytes: [UInt8]
    let source: SocketAddress
  }

  let descriptor: Int32

  /// A socket on an address, by default on a free port of loopback.
  init(_ family: SocketAddress.Family, at address: SocketAddress? = nil) {
    let isIPv4 = family == .v4
    descriptor = socket(isIPv4 ? AF_INET : AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
    var limit = timeval(tv_sec: 2, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let bound = unsafe Self.withName(address ?? .loopback(family, port: 0)) { name, length in
      unsafe bind(descriptor, name, length)
    }
    precondition(bound == 0, "the test's own address is not free")
  }

  /// Where the client is.
  var address: SocketAddress {
    var storage = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    _ = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    return Self.address(storage)
  }

  /// Sends a datagram; on loopback it has arrived when this returns.
  func send(_ bytes: [UInt8], to destination: SocketAddress) {
    let sent = unsafe Self.withName(destination) { name, length in
      unsafe sendto(descriptor, bytes, bytes.count, 0, name, length)
    }
    precondition(sent == bytes.count, "the test's datagram was not sent")
  }

  /// The next datagram, or nil after two seconds; with `waiting` false, at once.
  func receive(waiting: Bool = true) -> Datagram? {
    var storage = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe recvfrom(descriptor, &bytes, bytes.count, waiting ? 0 : Int32(MSG_DONTWAIT), $0, &length)
      }
    }
    return count < 0 ? nil : Datagram(bytes: Array(bytes[..<count]), source: Self.address(storage))
  }

  deinit { close(descriptor) }

  private static func withName<R>(_ address: SocketAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    var name = sockaddr_in6()
    name.sin6_port = address.port.bigEndian
    name.sin6_family = sa_family_t(address.family == .v4 ? AF_INET : AF_INET6)
    if address.family == .v4 {
      name.sin6_flowinfo = address.ipv4.bigEndian
    } else {
      name.sin6_addr = unsafe unsafeBitCast((address.high.bigEndian, address.low.bigEndian), to: in6_addr.self)
      name.sin6_scope_id = address.scopeID
    }
    let size = address.family == .v4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
    return unsafe withUnsafePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, socklen_t(size)) }
    }
  }

  private static func address(_ name: sockaddr_in6) -> SocketAddress {
    let port = UInt16(bigEndian: name.sin6_port)
    if name.sin6_family == sa_family_t(AF_INET) {
      return SocketAddress(ipv4: UInt32(bigEndian: name.sin6_flowinfo), port: port)
    }
    let (high, low) = unsafe unsafeBitCast(name.sin6_addr, to: (UInt64, UInt64).self)
    return SocketAddress(
      high: UInt64(bigEndian: high), low: UInt64(bigEndian: low), port: port, scopeID: name.sin6_scope_id)
  }
}

extension SocketAddress {
  /// The same address with another port.
  func with(port: UInt16) -> SocketAddress { SocketAddress(high: high, low: low, port: port, scopeID: scopeID) }
}
