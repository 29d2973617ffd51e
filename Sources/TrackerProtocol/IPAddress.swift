// IP addresses and endpoints of both families.

/// The two families a tracker serves; they decide the size of a peer on the wire.
public enum AddressFamily: Sendable {
  case ipv4
  case ipv6

  /// Bytes of one peer in an announce reply: address and port (BEP 15, BEP 7).
  @inlinable
  public var peerLength: Int { self == .ipv4 ? 6 : 18 }
}

/// An IPv4 or IPv6 address as 128 bits; IPv4 in its mapped form `::ffff:a.b.c.d`, so that both have one identity (W-06).
public struct IPAddress: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// Bytes 0 to 7 as a big-endian number.
  public let high: UInt64
  /// Bytes 8 to 15 as a big-endian number.
  public let low: UInt64

  /// The address of two halves.
  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An IPv4 address from its 32 bits, most significant byte first: 127.0.0.1 is 0x7f000001.
  @inlinable
  public init(ipv4 bits: UInt32) {
    self.init(high: 0, low: 0xffff_0000_0000 | UInt64(bits))
  }

  /// The family of the address; a mapped address is IPv4.
  @inlinable
  public var family: AddressFamily {
    high == 0 && low >> 32 == 0xffff ? .ipv4 : .ipv6
  }

  /// The 32 bits of an IPv4 address; the lowest 32 bits of any other.
  @inlinable
  public var ipv4Bits: UInt32 { UInt32(truncatingIfNeeded: low) }
}

extension IPAddress {
  /// Whether a datagram from here can be answered: not multicast, unspecified or broadcast (W-07).
  @inlinable
  public var isAnswerable: Bool {
    switch family {
    case .ipv4:
      let firstByte = ipv4Bits >> 24
      // 0.0.0.0/8 is "this network", 224.0.0.0/4 multicast, 255.255.255.255 broadcast (RFC 6890).
      return firstByte != 0 && (firstByte < 224 || firstByte >= 240) && ipv4Bits != .max
    case .ipv6:
      return high >> 56 != 0xff && (high != 0 || low != 0)
    }
  }
}

/// An address and a UDP port.
public struct Endpoint: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// The address of the host.
  public let address: IPAddress
  /// The port, in host order.
  public let port: UInt16

  /// An endpoint at an address.
  @inlinable
  public init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
