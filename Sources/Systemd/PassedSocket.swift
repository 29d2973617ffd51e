// A passed descriptor that was checked to be a bound UDP socket.
internal import CSystemd

/// A bound datagram socket of IPv4 or IPv6, from the service manager.
public struct PassedSocket: Equatable, Sendable {
  /// The protocol version of a socket's own address; one of IPv6 may serve IPv4 as well, ipv6(7).
  public enum Family: Equatable, Sendable {
    /// AF_INET.
    case ipv4
    /// AF_INET6.
    case ipv6
  }

  /// The descriptor under its number and name.
  public let descriptor: PassedDescriptor
  /// The protocol version.
  public let family: Family
  /// The port it is bound to, 1 to 65 535.
  public let port: UInt16

  /// Checks a descriptor by fstat(2), SO_TYPE of socket(7) and getsockname(2), or throws what is wrong with it.
  public init(checking descriptor: PassedDescriptor) throws(PassedSocketError) {
    self.descriptor = descriptor
    if isInternetSocket(descriptor.number, AF_INET) {
      family = .ipv4
    } else if isInternetSocket(descriptor.number, AF_INET6) {
      family = .ipv6
    } else {
      throw PassedSocketError(descriptor, PassedSocketError.Flaw(of: descriptor.number))
    }
    let port = csystemd_bound_port(descriptor.number)
    guard port >= 0 else { throw PassedSocketError(descriptor, .unreadable(errorNumber: -port)) }
    guard port > 0 else { throw PassedSocketError(descriptor, .notBound) }
    self.port = UInt16(port)
  }
}

private func isInternetSocket(_ descriptor: CInt, _ family: CInt) -> Bool {
  csystemd_is_socket(descriptor) > 0 && csystemd_socket_type(descriptor) == CInt(SOCK_DGRAM.rawValue)
    && csystemd_socket_family(descriptor) == family
}
