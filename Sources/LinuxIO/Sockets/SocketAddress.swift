// A socket address: an IP address of either family, and a UDP port.
internal import CLinux

/// An Internet socket address. A plain value of 24 bytes that costs no allocation.
public struct SocketAddress: Equatable, Sendable {
  /// The IP version.
  public enum Family: Equatable, Sendable {
    case v4, v6
  }

  /// The first eight bytes of the IPv6 address, as a number: its most significant byte is sent first.
  public let high: UInt64
  /// The last eight bytes, likewise. An IPv4 address is kept in its mapped form, ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
  public let low: UInt64
  /// The interface of a link-local address, or 0.
  public let scopeID: UInt32
  /// The UDP port, as a number.
  public let port: UInt16

  /// An IPv6 address; in mapped form, an IPv4 address.
  @inlinable
  public init(high: UInt64, low: UInt64, port: UInt16, scopeID: UInt32 = 0) {
    self.high = high
    self.low = low
    self.scopeID = scopeID
    self.port = port
  }

  /// An IPv4 address as a number: 127.0.0.1 is 0x7f00_0001.
  @inlinable
  public init(ipv4 address: UInt32, port: UInt16) {
    self.init(high: 0, low: Self.mappedPrefix | UInt64(address), port: port)
  }

  /// The address that stands for every address of the host.
  public static func any(_ family: Family, port: UInt16) -> SocketAddress {
    family == .v4 ? SocketAddress(ipv4: 0, port: port) : SocketAddress(high: 0, low: 0, port: port)
  }

  /// The host's address to itself.
  public static func loopback(_ family: Family, port: UInt16) -> SocketAddress {
    family == .v4 ? SocketAddress(ipv4: 0x7f00_0001, port: port) : SocketAddress(high: 0, low: 1, port: port)
  }

  /// What `low` begins with where `high` is 0 and the address is IPv4.
  @usableFromInline static let mappedPrefix: UInt64 = 0x0000_ffff_0000_0000

  /// The IP version; an IPv4 address in its mapped form is IPv4.
  @inlinable
  public var family: Family { high == 0 && low >> 32 == Self.mappedPrefix >> 32 ? .v4 : .v6 }

  /// The IPv4 address as a number; of no meaning for IPv6.
  @inlinable
  public var ipv4: UInt32 { UInt32(truncatingIfNeeded: low) }

  /// Whether this is a multicast address, which is never a sender (RFC 1122, 3.2.1.3; RFC 4291, 2.7).
  public var isMulticast: Bool { family == .v4 ? ipv4 >> 28 == 0xe : high >> 56 == 0xff }

  /// Whether this is 255.255.255.255, every host of the link.
  public var isBroadcast: Bool { family == .v4 && ipv4 == .max }

  /// Whether the address has a meaning on one link only: 169.254.0.0/16 or fe80::/10.
  public var isLinkLocal: Bool { family == .v4 ? ipv4 >> 16 == 0xa9fe : high >> 54 == 0xfe80 >> 6 }
}
