// The options of socket(7), ip(7) and ipv6(7) that the tracker sets or reads.
internal import CLinux

/// One option that takes an int, with the words for the error message.
struct SocketOption {
  let name: String
  let level: Int32
  let number: Int32

  /// Lets several sockets of one user share an address (socket(7)).
  static let reusePort = SocketOption(name: "SO_REUSEPORT", level: SOL_SOCKET, number: SO_REUSEPORT)
  /// Bytes of waiting datagrams, above the limit net.core.rmem_max; needs CAP_NET_ADMIN (socket(7)).
  static let receiveBufferForce = SocketOption(name: "SO_RCVBUFFORCE", level: SOL_SOCKET, number: SO_RCVBUFFORCE)
  /// Bytes of waiting datagrams; the kernel doubles what it is given (socket(7)).
  static let receiveBuffer = SocketOption(name: "SO_RCVBUF", level: SOL_SOCKET, number: SO_RCVBUF)
  /// SOCK_DGRAM or another (socket(7)).
  static let type = SocketOption(name: "SO_TYPE", level: SOL_SOCKET, number: SO_TYPE)
  /// AF_INET or another (socket(7)).
  static let domain = SocketOption(name: "SO_DOMAIN", level: SOL_SOCKET, number: SO_DOMAIN)
  /// Keeps IPv4 off an IPv6 socket (ipv6(7)).
  static let ipv6Only = SocketOption(name: "IPV6_V6ONLY", level: ipv6, number: IPV6_V6ONLY)

  /// What each datagram is to carry: the local address it was sent to (IP_PKTINFO of ip(7), IPV6_RECVPKTINFO of ipv6(7)).
  static func packetInfo(_ domain: Int32) -> SocketOption {
    domain == AF_INET
      ? SocketOption(name: "IP_PKTINFO", level: ipv4, number: IP_PKTINFO)
      : SocketOption(name: "IPV6_RECVPKTINFO", level: ipv6, number: IPV6_RECVPKTINFO)
  }

  /// Whether a reply larger than the path's packets is refused or cut into fragments (ip(7), ipv6(7)).
  static func pathDiscovery(_ domain: Int32) -> (option: SocketOption, fragment: Int32) {
    domain == AF_INET
      ? (SocketOption(name: "IP_MTU_DISCOVER", level: ipv4, number: IP_MTU_DISCOVER), IP_PMTUDISC_DONT)
      : (SocketOption(name: "IPV6_MTU_DISCOVER", level: ipv6, number: IPV6_MTU_DISCOVER), IPV6_PMTUDISC_DONT)
  }

  private static let ipv4 = Int32(IPPROTO_IP)
  private static let ipv6 = Int32(IPPROTO_IPV6)

  /// Sets the option; the error names it.
  func set(_ value: Int32, on descriptor: Int32) throws(SocketError) {
    guard clinux_set_option(descriptor, level, number, value) == 0 else { throw failure("setsockopt") }
  }

  /// The option's value; the error names it.
  func value(of descriptor: Int32) throws(SocketError) -> Int32 {
    var value: Int32 = 0
    // Unsafe: the kernel writes one int, to a local.
    guard unsafe clinux_get_option(descriptor, level, number, &value) == 0 else { throw failure("getsockopt") }
    return value
  }

  private func failure(_ call: String) -> SocketError {
    SocketError(call: "\(call) \(name)", address: nil, errno: .last)
  }
}
