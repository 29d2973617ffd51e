// Clients' addresses, from the ranges that are kept for examples (RFC 5737, RFC 3849).
package import TrackerProtocol

extension Endpoint {
  /// The tracker's own endpoints.
  package static let trackerIPv4 = Endpoint(address: IPAddress(ipv4: 0xc633_6401), port: 1337)
  package static let trackerIPv6 = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0001, low: 1), port: 1337)

  /// Client `number` over IPv4; every number has an address of its own.
  package static func ipv4(_ number: Int, port: UInt16 = 6881) -> Endpoint {
    Endpoint(address: IPAddress(ipv4: 0x0a00_0001 + UInt32(number)), port: port)
  }

  /// Client `number` over IPv6; every number has an address of its own.
  package static func ipv6(_ number: Int, port: UInt16 = 6881) -> Endpoint {
    Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 1 + UInt64(number)), port: port)
  }

  /// Client `number` over a family.
  package static func client(_ number: Int, _ family: AddressFamily, port: UInt16 = 6881) -> Endpoint {
    family == .ipv4 ? ipv4(number, port: port) : ipv6(number, port: port)
  }
}
