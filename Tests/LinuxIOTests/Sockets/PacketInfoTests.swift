// On a socket bound to every address, a reply leaves from the address its request was sent to.
import CLinux
import Glibc
import LinuxIO
import Testing

@Suite("A reply of a socket bound to every address")
struct PacketInfoTests {
  /// What `client` gets back for a datagram sent to `target`, whose port is the socket's.
  private func reply(
    through socket: borrowing DatagramSocket, to client: borrowing TestClient, askedAt target: SocketAddress
  ) throws -> TestClient.Datagram? {
    client.send([1], to: target)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 1)
    batch.echo()
    #expect(batch.send(through: socket) == sentOne)
    return client.receive()
  }

  private var sentOne: SendOutcome {
    var outcome = SendOutcome()
    outcome.sent = 1
    return outcome
  }

  @Test("leaves from the address that was asked", arguments: [0x7f00_0001, 0x7f00_0002, 0x7fff_fffe] as [UInt32])
  func ipv4(address: UInt32) throws {
    let socket = try DatagramSocket(bindingTo: .any(.v4, port: 0), reusingPort: false)
    let target = SocketAddress(ipv4: address, port: socket.localAddress.port)
    #expect(try reply(through: socket, to: TestClient(.v4), askedAt: target)?.source == target)
  }

  @Test("leaves from the address that was asked, for each IPv6 address of this host", arguments: HostAddresses.ipv6)
  func ipv6(address: SocketAddress) throws {
    let socket = try DatagramSocket(bindingTo: .any(.v6, port: 0), reusingPort: false)
    let target = address.with(port: socket.localAddress.port)
    let client = TestClient(.v6, at: address)
    #expect(try reply(through: socket, to: client, askedAt: target)?.source == target)
  }

  @Test("leaves from the IPv4 address that was asked, where the socket is for both IP versions")
  func dualStack() throws {
    let socket = try DualStack.makeSocket()
    let target = SocketAddress(ipv4: 0x7f00_0003, port: socket.localAddress.port)
    #expect(try reply(through: socket, to: TestClient(.v4), askedAt: target)?.source == target)
  }

  @Test("leaves from a real address if a broadcast address was asked")
  func broadcast() throws {
    let socket = try DatagramSocket(bindingTo: .any(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    var allowed: Int32 = 1
    unsafe setsockopt(client.descriptor, SOL_SOCKET, SO_BROADCAST, &allowed, socklen_t(MemoryLayout<Int32>.size))
    // 127.255.255.255 is the broadcast address of 127.0.0.0/8.
    let target = SocketAddress(ipv4: 0x7fff_ffff, port: socket.localAddress.port)
    let source = try reply(through: socket, to: client, askedAt: target)?.source
    #expect(source == .loopback(.v4, port: socket.localAddress.port))
  }

  @Test("still goes out if a multicast group was asked", arguments: HostAddresses.ipv6.filter(\.isLinkLocal))
  func multicast(address: SocketAddress) throws {
    let socket = try DatagramSocket(bindingTo: .any(.v6, port: 0), reusingPort: false)
    let client = TestClient(.v6, at: address)
    // ff01::1 is every node within the interface (RFC 4291, 2.7.1): this one, and nothing leaves the host.
    let group = SocketAddress(
      high: 0xff01 << 48, low: 1, port: socket.localAddress.port, scopeID: address.scopeID)
    #expect(try reply(through: socket, to: client, askedAt: group)?.source == address.with(port: group.port))
  }

  @Test("needs no packet info among other control messages")
  func otherControlMessages() throws {
    let socket = try DatagramSocket(bindingTo: .any(.v4, port: 0), reusingPort: false)
    var on: Int32 = 1
    let length = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(socket.descriptor, SOL_SOCKET, SO_TIMESTAMP, &on, length)
    unsafe setsockopt(socket.descriptor, Int32(IPPROTO_IP), IP_RECVTTL, &on, length)
    let target = SocketAddress(ipv4: 0x7f00_0002, port: socket.localAddress.port)
    #expect(try reply(through: socket, to: TestClient(.v4), askedAt: target)?.source == target)
    var off: Int32 = 0
    unsafe setsockopt(socket.descriptor, Int32(IPPROTO_IP), IP_PKTINFO, &off, length)
    let loopback = SocketAddress.loopback(.v4, port: target.port)
    #expect(try reply(through: socket, to: TestClient(.v4), askedAt: loopback)?.source == loopback)
  }
}
