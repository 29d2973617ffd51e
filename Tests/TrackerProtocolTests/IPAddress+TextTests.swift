// Tests of IPAddress+Text.swift.
import Testing
import TrackerProtocol

@Suite("Addresses as text")
struct IPAddressTextTests {
  @Test(
    "IPv4 is dotted decimal",
    arguments: [
      (0, "0.0.0.0"), (0x7f00_0001, "127.0.0.1"), (0xc0a8_0a64, "192.168.10.100"), (.max, "255.255.255.255"),
    ] as [(UInt32, String)])
  func ipv4(bits: UInt32, text: String) {
    #expect("\(IPAddress(ipv4: bits))" == text)
  }

  /// The high and low halves, and the text that RFC 5952 recommends.
  static let ipv6Cases: [(UInt64, UInt64, String)] = [
    (0, 0, "::"),
    (0, 1, "::1"),
    (0x0001_0000_0000_0000, 0, "1::"),
    (0x2001_0db8_0000_0000, 0x0000_0000_0000_0001, "2001:db8::1"),
    // Leading zeros of a group go, a group of zeros stays (4.1).
    (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
    (0x2001_0db8_000a_00bc, 0x0def_1000_0100_0010, "2001:db8:a:bc:def:1000:100:10"),
    // The longest run of zeros is shortened, the first if there are two (4.2.3).
    (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
    (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
    (0x0000_0000_0001_0002, 0x0003_0004_0000_0000, "::1:2:3:4:0:0"),
    // A run of one is not shortened (4.2.2), wherever it is.
    (0x0000_0001_0002_0003, 0x0004_0005_0006_0007, "0:1:2:3:4:5:6:7"),
    (0x0001_0002_0003_0004, 0x0005_0006_0007_0000, "1:2:3:4:5:6:7:0"),
    (0x0001_0002_0003_0004, 0x0005_0006_0000_0000, "1:2:3:4:5:6::"),
    (0x0000_0000_0003_0004, 0x0005_0006_0007_0008, "::3:4:5:6:7:8"),
    (0x0001_0000_0000_0004, 0x0005_0006_0007_0008, "1::4:5:6:7:8"),
    // Lower case (4.3).
    (0xfe80_0000_0000_0000, 0xabcd_ef01_2345_6789, "fe80::abcd:ef01:2345:6789"),
    (.max, .max, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ]

  @Test("IPv6 is the short form of RFC 5952", arguments: ipv6Cases.indices)
  func ipv6(index: Int) {
    let (high, low, text) = Self.ipv6Cases[index]
    #expect("\(IPAddress(high: high, low: low))" == text)
  }

  @Test("The port of an IPv6 endpoint stands behind brackets")
  func endpoints() {
    #expect("\(Endpoint(address: IPAddress(ipv4: 0xc000_0201), port: 6881))" == "192.0.2.1:6881")
    #expect("\(Endpoint(address: IPAddress(high: 0x2001_0db8 << 32, low: 1), port: 1))" == "[2001:db8::1]:1")
  }
}
