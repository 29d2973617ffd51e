// The kernel's form of socket addresses.
import CLinux
import Testing

@testable import LinuxIO

@Suite("A socket address in the kernel's form")
struct SocketAddressNameTests {
  @Test(
    "comes back as it was",
    arguments: [
      SocketAddress(ipv4: 0xc000_0201, port: 1337),
      SocketAddress(high: 0x2001_0db8_0000_0000, low: 0x0102_0304_0506_0708, port: 1337),
      SocketAddress(high: 0xfe80 << 48, low: 1, port: 9, scopeID: 7),
    ])
  func roundTrip(address: SocketAddress) {
    #expect(SocketAddress(address.name.value) == address)
  }

  @Test("of IPv4 has the length and the network order of sockaddr_in")
  func ipv4() {
    let name = SocketAddress(ipv4: 0x0102_0304, port: 0x0506).name
    #expect(name.length == 16)
    #expect(name.value.sin6_port == UInt16(0x0506).bigEndian)
    #expect(name.value.sin6_flowinfo == UInt32(0x0102_0304).bigEndian)
  }

  @Test("of an unknown family is no address")
  func unknownFamily() {
    var name = SocketName()
    name.sin6_family = sa_family_t(AF_UNIX)
    #expect(SocketAddress(name) == nil)
  }
}
