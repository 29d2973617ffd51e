// The error of a passed descriptor that cannot be served: what the socket unit has, and what is needed.
internal import CSystemd

/// A passed descriptor that is not a bound UDP socket.
public struct PassedSocketError: Error, Equatable, Sendable {
  /// What the descriptor is, where a bound UDP socket is wanted.
  public enum Flaw: Equatable, Sendable {
    /// `ListenStream=`: TCP, or a stream of AF_UNIX.
    case streamSocket
    /// `ListenSequentialPacket=`.
    case sequencedPacketSocket
    /// A raw socket, or another kind that systemd has no directive for.
    case otherKindOfSocket
    /// `ListenDatagram=` with a path instead of a port.
    case unixSocket
    /// A datagram socket of neither AF_INET, AF_INET6 nor AF_UNIX, such as netlink.
    case otherFamily
    /// `ListenFIFO=`, `ListenSpecial=`, or a descriptor of the store under a name that the daemon does not know.
    case notASocket
    /// A UDP socket without a port.
    case notBound
    /// The kernel refuses to say.
    case unreadable(errorNumber: CInt)
  }

  /// The descriptor.
  public let descriptor: PassedDescriptor
  /// What is wrong with it.
  public let flaw: Flaw

  init(_ descriptor: PassedDescriptor, _ flaw: Flaw) {
    self.descriptor = descriptor
    self.flaw = flaw
  }
}

extension PassedSocketError.Flaw {
  /// Finds out what a descriptor is that is not a datagram socket of AF_INET or AF_INET6.
  init(of descriptor: CInt) {
    let isSocket = csystemd_is_socket(descriptor)
    if isSocket < 0 {
      self = .unreadable(errorNumber: -isSocket)
    } else if isSocket == 0 {
      self = .notASocket
    } else {
      switch csystemd_socket_type(descriptor) {
      case CInt(SOCK_STREAM.rawValue): self = .streamSocket
      case CInt(SOCK_SEQPACKET.rawValue): self = .sequencedPacketSocket
      case CInt(SOCK_DGRAM.rawValue):
        self = csystemd_socket_family(descriptor) == AF_UNIX ? .unixSocket : .otherFamily
      default: self = .otherKindOfSocket
      }
    }
  }
}

extension PassedSocketError: CustomStringConvertible {
  /// One sentence for the operator: which descriptor, what it is, and what the socket unit should say.
  public var description: String {
    "passed socket \(descriptor.number) '\(descriptor.name)' \(flaw.description)"
  }
}

extension PassedSocketError.Flaw: CustomStringConvertible {
  /// The predicate of the sentence: what the descriptor is, and what is wanted.
  public var description: String {
    switch self {
    case .streamSocket: "is a stream socket; ListenDatagram= is wanted"
    case .sequencedPacketSocket: "is a sequential packet socket; ListenDatagram= is wanted"
    case .otherKindOfSocket: "is not a datagram socket; ListenDatagram= is wanted"
    case .unixSocket: "is a UNIX datagram socket; ListenDatagram= with a port, not a path, is wanted"
    case .otherFamily: "is neither of IPv4 nor of IPv6; ListenDatagram= with a port is wanted"
    case .notASocket: "is not a socket; ListenDatagram= is wanted"
    case .notBound: "is bound to no port; ListenDatagram= with a port is wanted"
    case .unreadable(let errorNumber): "cannot be examined: \(errorText(errorNumber)); restart its socket unit"
    }
  }
}
