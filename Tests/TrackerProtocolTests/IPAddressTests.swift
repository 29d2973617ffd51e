// Tests of IPAddress.swift.
import Testing
import TrackerProtocol

@Suite("Addresses")
struct IPAddressTests {
  @Test("A peer takes 6 bytes over IPv4 and 18 over IPv6")
  func peerLengths() {
    #expect(AddressFamily.ipv4.peerLength == 6)
    #expect(AddressFamily.ipv6.peerLength == 18)
  }

  @Test("A mapped address is the IPv4 address in it")
  func mapped() {
    let mapped = IPAddress(high: 0, low: 0x0000_ffff_c000_0201)
    #expect(mapped.family == .ipv4)
    #expect(mapped == IPAddress(ipv4: 0xc000_0201))
    #expect(mapped.ipv4Bits == 0xc000_0201)
    #expect(Endpoint(address: mapped, port: 1) == Endpoint(address: IPAddress(ipv4: 0xc000_0201), port: 1))
  }

  @Test(
    "Anything near a mapped address is IPv6",
    arguments: [
      IPAddress(high: 1, low: 0xffff_0000_0001), IPAddress(high: 0, low: 0xfffe_0000_0001),
      IPAddress(high: 0, low: 0x0001_ffff_0000_0001), IPAddress(high: 0, low: 0xc000_0201),
    ])
  func notMapped(address: IPAddress) {
    #expect(address.family == .ipv6)
  }

  @Test(
    "These IPv4 addresses can be answered",
    arguments: [
      0x0100_0000, 0x0a00_0001, 0x7f00_0001, 0xc000_0201, 0xdfff_ffff, 0xf000_0001, 0xffff_fffe,
    ] as [UInt32])
  func answerableIPv4(bits: UInt32) {
    #expect(IPAddress(ipv4: bits).isAnswerable)
  }

  @Test(
    "This network, multicast and broadcast cannot be answered",
    arguments: [0, 1, 0x00ff_ffff, 0xe000_0000, 0xe000_00fb, 0xefff_ffff, 0xffff_ffff] as [UInt32])
  func unanswerableIPv4(bits: UInt32) {
    #expect(!IPAddress(ipv4: bits).isAnswerable)
  }

  @Test("Multicast and the unspecified address cannot be answered over IPv6; all others can")
  func ipv6() {
    #expect(!IPAddress(high: 0, low: 0).isAnswerable)
    #expect(!IPAddress(high: 0xff02 << 48, low: 1).isAnswerable)
    #expect(!IPAddress(high: .max, low: .max).isAnswerable)
    #expect(IPAddress(high: 0, low: 1).isAnswerable)
    #expect(IPAddress(high: 0xfe80 << 48, low: 1).isAnswerable)
    #expect(IPAddress(high: 0xfeff << 48, low: 1).isAnswerable)
    #expect(IPAddress(high: 0x2001_0db8 << 32, low: 0).isAnswerable)
  }
}
