// Socket addresses: families and the classes of addresses that are never a sender.
import LinuxIO
import Testing

@Suite("A socket address")
struct SocketAddressTests {
  @Test("is a value of 24 bytes at most")
  func size() {
    #expect(MemoryLayout<SocketAddress>.stride == 24)
  }

  @Test("in IPv4-mapped form is IPv4")
  func mapped() {
    let address = SocketAddress(high: 0, low: 0x0000_ffff_c000_0201, port: 1)
    #expect(address.family == .v4)
    #expect(address == SocketAddress(ipv4: 0xc000_0201, port: 1))
    #expect(address.ipv4 == 0xc000_0201)
  }

  @Test(
    "is IPv6 if its first bytes are not those of the mapped form",
    arguments: [0, 1, 0x0001_ffff_0000_0000] as [UInt64])
  func notMapped(low: UInt64) {
    #expect(SocketAddress(high: 0, low: low, port: 1).family == .v6)
    #expect(SocketAddress(high: 1, low: 0xffff_0000_0000, port: 1).family == .v6)
  }

  @Test("differs from another by address, port or interface")
  func equality() {
    let address = SocketAddress(high: 0xfe80 << 48, low: 1, port: 9, scopeID: 2)
    #expect(address == SocketAddress(high: 0xfe80 << 48, low: 1, port: 9, scopeID: 2))
    #expect(address != SocketAddress(high: 0xfe80 << 48, low: 2, port: 9, scopeID: 2))
    #expect(address != SocketAddress(high: 0xfe80 << 48, low: 1, port: 8, scopeID: 2))
    #expect(address != SocketAddress(high: 0xfe80 << 48, low: 1, port: 9, scopeID: 3))
  }

  @Test(
    "knows multicast",
    arguments: [SocketAddress(ipv4: 0xe000_0001, port: 1), .init(high: 0xff02 << 48, low: 1, port: 1)])
  func multicast(address: SocketAddress) {
    #expect(address.isMulticast)
    #expect(!address.isBroadcast && !address.isLinkLocal)
  }

  @Test("knows the unspecified address of each family", arguments: [SocketAddress.Family.v4, .v6])
  func unspecified(family: SocketAddress.Family) {
    let address = SocketAddress.any(family, port: 1)
    #expect(address.addressText == (family == .v4 ? "0.0.0.0" : "::") && address.family == family)
  }

  @Test("knows the broadcast address")
  func broadcast() {
    #expect(SocketAddress(ipv4: 0xffff_ffff, port: 1).isBroadcast)
    #expect(!SocketAddress(high: 1, low: 0xffff_ffff, port: 1).isBroadcast)
  }

  @Test(
    "knows link-local",
    arguments: [SocketAddress(ipv4: 0xa9fe_0101, port: 1), .init(high: 0xfebf << 48, low: 1, port: 1)])
  func linkLocal(address: SocketAddress) {
    #expect(address.isLinkLocal)
    #expect(!SocketAddress(high: 0xfec0 << 48, low: 1, port: 1).isLinkLocal)
  }
}
