// Socket addresses as text, with the examples of RFC 5952.
import LinuxIO
import Testing

@Suite("A socket address as text")
struct SocketAddressTextTests {
  @Test("of IPv4 is dotted, with the port after a colon")
  func ipv4() {
    #expect("\(SocketAddress(ipv4: 0xc000_0201, port: 1337))" == "192.0.2.1:1337")
    #expect("\(SocketAddress(ipv4: .max, port: .max))" == "255.255.255.255:65535")
  }

  @Test("of IPv6 is in brackets")
  func ipv6() {
    #expect("\(SocketAddress(high: 0x2001_0db8_0000_0000, low: 1, port: 1337))" == "[2001:db8::1]:1337")
  }

  @Test("names the interface of a link-local address")
  func scope() {
    #expect("\(SocketAddress(high: 0xfe80 << 48, low: 1, port: 9, scopeID: 2))" == "[fe80::1%2]:9")
  }

  @Test(
    "shortens the first longest run of zero groups, but never a single one",
    arguments: [
      (0, 0, "::"),
      (0, 1, "::1"),
      (1 << 48, 0, "1::"),
      (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
      (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
      (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
      (0x0001_0002_0003_0004, 0x0005_0006_0000_0000, "1:2:3:4:5:6::"),
      (0x2001_0db8_aaaa_bbbb, 0xcccc_dddd_eeee_0001, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
    ] as [(UInt64, UInt64, String)])
  func zeros(high: UInt64, low: UInt64, text: String) {
    #expect(SocketAddress(high: high, low: low, port: 0).addressText == text)
  }
}
