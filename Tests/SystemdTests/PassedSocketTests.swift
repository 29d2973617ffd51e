// Tests of PassedSocket.swift: the sockets that are taken, and those that are refused.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Testing

@testable import Systemd

@Suite("Passed sockets")
struct PassedSocketTests {
  @Test("of IPv4 are taken with their port")
  func ipv4() throws {
    let descriptor = PassedDescriptor(number: TestDescriptors.boundIPv4(), name: "four")
    defer { close(descriptor.number) }
    let socket = try PassedSocket(checking: descriptor)
    #expect(socket.descriptor == descriptor)
    #expect(socket.family == .ipv4)
    #expect(socket.port > 0 && socket.port == TestDescriptors.port(descriptor.number))
  }

  @Test("of IPv6 are taken with their port")
  func ipv6() throws {
    let descriptor = PassedDescriptor(number: TestDescriptors.boundIPv6(), name: "six")
    defer { close(descriptor.number) }
    let socket = try PassedSocket(checking: descriptor)
    #expect(socket.family == .ipv6)
    #expect(socket.port > 0 && socket.port == TestDescriptors.port(descriptor.number))
  }

  @Test(
    "of another kind are refused for what they are",
    arguments: [
      (AF_INET, SOCK_STREAM, PassedSocketError.Flaw.streamSocket), (AF_INET6, SOCK_STREAM, .streamSocket),
      (AF_UNIX, SOCK_STREAM, .streamSocket), (AF_UNIX, SOCK_SEQPACKET, .sequencedPacketSocket),
      (AF_UNIX, SOCK_DGRAM, .unixSocket), (AF_NETLINK, SOCK_DGRAM, .otherFamily),
      (AF_NETLINK, SOCK_RAW, .otherKindOfSocket), (AF_INET, SOCK_DGRAM, .notBound), (AF_INET6, SOCK_DGRAM, .notBound),
    ])
  func flaws(family: CInt, type: __socket_type, flaw: PassedSocketError.Flaw) {
    let descriptor = PassedDescriptor(number: TestDescriptors.open(family, type), name: "wrong")
    defer { close(descriptor.number) }
    #expect(throws: PassedSocketError(descriptor, flaw)) { try PassedSocket(checking: descriptor) }
  }

  @Test("are refused if they are bound, but for streams")
  func boundStream() {
    let descriptor = PassedDescriptor(number: TestDescriptors.boundIPv4(SOCK_STREAM), name: "wrong")
    defer { close(descriptor.number) }
    #expect(throws: PassedSocketError(descriptor, .streamSocket)) { try PassedSocket(checking: descriptor) }
  }

  @Test("are refused if they are no sockets, or not open")
  func noSocket() {
    let file = PassedDescriptor(number: TestDescriptors.noSocket(), name: "null")
    defer { close(file.number) }
    #expect(throws: PassedSocketError(file, .notASocket)) { try PassedSocket(checking: file) }
    let closed = PassedDescriptor(number: CInt.max, name: "closed")
    #expect(throws: PassedSocketError(closed, .unreadable(errorNumber: EBADF))) { try PassedSocket(checking: closed) }
  }
}
