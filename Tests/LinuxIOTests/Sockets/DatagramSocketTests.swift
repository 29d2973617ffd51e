// Sockets: bound, adopted, refused.
import CLinux
import Glibc
import LinuxIO
import TestKit
import Testing

@Suite("A datagram socket")
struct DatagramSocketTests {
  /// The error that opening a socket on an address ends with, or nil.
  private func failure(bindingTo address: SocketAddress, reusingPort: Bool = false) -> SocketError? {
    do throws(SocketError) {
      _ = try DatagramSocket(bindingTo: address, reusingPort: reusingPort)
      return nil
    } catch { return error }
  }

  /// The errno that adopting a descriptor ends with, or nil.
  private func failure(adopting descriptor: Int32) -> Errno? {
    do throws(SocketError) {
      _ = try DatagramSocket(adopting: descriptor)
      return nil
    } catch { return error.errno }
  }

  private func option(_ level: Int32, _ number: Int32, of descriptor: Int32) -> Int32 {
    var value: Int32 = -1
    var length = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(descriptor, level, number, &value, &length)
    return value
  }

  @Test("gets the port the kernel chooses", arguments: [SocketAddress.Family.v4, .v6])
  func chosenPort(family: SocketAddress.Family) throws {
    let socket = try DatagramSocket(bindingTo: .loopback(family, port: 0), reusingPort: false)
    #expect(socket.localAddress.port != 0)
    #expect(socket.localAddress == .loopback(family, port: socket.localAddress.port))
  }

  @Test("does not block and is closed on exec")
  func descriptorFlags() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK != 0)
    #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
  }

  @Test("of IPv4 asks for packet information and lets replies be fragmented")
  func ipv4Options() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    #expect(option(Int32(IPPROTO_IP), IP_PKTINFO, of: socket.descriptor) == 1)
    #expect(option(Int32(IPPROTO_IP), IP_MTU_DISCOVER, of: socket.descriptor) == IP_PMTUDISC_DONT)
  }

  @Test("of IPv6 is for IPv6 only, asks for packet information and lets replies be fragmented")
  func ipv6Options() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v6, port: 0), reusingPort: false)
    #expect(option(Int32(IPPROTO_IPV6), IPV6_V6ONLY, of: socket.descriptor) == 1)
    #expect(option(Int32(IPPROTO_IPV6), IPV6_RECVPKTINFO, of: socket.descriptor) == 1)
    #expect(option(Int32(IPPROTO_IPV6), IPV6_MTU_DISCOVER, of: socket.descriptor) == IPV6_PMTUDISC_DONT)
  }

  @Test("has a larger receive buffer than sockets have by default")
  func receiveBuffer() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let plain = TestClient(.v4)
    let standard = Int(option(SOL_SOCKET, SO_RCVBUF, of: plain.descriptor))
    #expect(socket.receiveBufferSize >= standard)
    if getuid() == 0 { #expect(socket.receiveBufferSize == 2 * Int(DatagramSocket.wantedReceiveBuffer)) }
  }

  @Test("leaves the same port of the other family free")
  func bothFamilies() throws {
    let first = try DatagramSocket(bindingTo: .any(.v6, port: 0), reusingPort: false)
    #expect(failure(bindingTo: .any(.v4, port: first.localAddress.port)) == nil)
  }

  @Test("is refused where another one is, and says where", arguments: [SocketAddress.Family.v4, .v6], [false, true])
  func portInUse(family: SocketAddress.Family, wantsToShare: Bool) throws {
    let first = try DatagramSocket(bindingTo: .loopback(family, port: 0), reusingPort: false)
    let error = failure(bindingTo: first.localAddress, reusingPort: wantsToShare)
    #expect(error == SocketError(call: "bind", address: first.localAddress, errno: .addressInUse))
  }

  @Test("shares a port if both sides want to")
  func sharedPort() throws {
    let first = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: true)
    #expect(failure(bindingTo: first.localAddress, reusingPort: true) == nil)
  }

  @Test("is refused on an address that is not this host's")
  func foreignAddress() {
    // 198.51.100.0/24 is for documentation (RFC 5737).
    #expect(failure(bindingTo: SocketAddress(ipv4: 0xc633_6401, port: 0))?.errno == .addressNotAvailable)
  }

  @Test("counts what the kernel drops when the receive buffer is full")
  func dropped() throws {
    let plain = TestClient(.v4)
    let address = plain.address
    let socket = try DatagramSocket(adopting: dup(plain.descriptor))
    #expect(socket.droppedDatagrams == 0)
    var small: Int32 = 1
    unsafe setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<Int32>.size))
    let client = TestClient(.v4)
    for _ in 0..<32 { client.send([UInt8](repeating: 0, count: 1000), to: address) }
    var queued: UInt32 = 0
    while plain.receive(waiting: false) != nil { queued += 1 }
    #expect(socket.droppedDatagrams > 0)
    #expect(socket.droppedDatagrams + queued == 32)
  }

  @Test("takes over a bound socket with its address, and makes it one that does not block")
  func adopted() throws {
    let plain = TestClient(.v6)
    let socket = try DatagramSocket(adopting: dup(plain.descriptor))
    #expect(socket.localAddress == plain.address)
    #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK != 0)
    #expect(option(Int32(IPPROTO_IPV6), IPV6_RECVPKTINFO, of: socket.descriptor) == 1)
  }

  @Test("does not shrink the receive buffer of a socket it takes over")
  func adoptedBuffer() throws {
    let plain = TestClient(.v4)
    let wanted = 2 * DatagramSocket.wantedReceiveBuffer
    var size = wanted
    let length = socklen_t(MemoryLayout<Int32>.size)
    let isPrivileged = unsafe setsockopt(plain.descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, length) == 0
    let before = option(SOL_SOCKET, SO_RCVBUF, of: plain.descriptor)
    let socket = try DatagramSocket(adopting: dup(plain.descriptor))
    #expect(socket.receiveBufferSize >= Int(before))
    if isPrivileged { #expect(socket.receiveBufferSize == 2 * Int(wanted)) }
  }

  @Test("is not made of what is no datagram socket")
  func adoptedOther() {
    #expect(failure(adopting: -1) == .badDescriptor)
    let noSocket = unsafe open("/dev/null", O_RDONLY)
    #expect(failure(adopting: noSocket) == .notSocket)
    #expect(failure(adopting: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) == .wrongSocketType)
    #expect(failure(adopting: socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)) == .addressFamilyNotSupported)
  }

  @Test("is closed when its owner is gone")
  func closed() throws {
    let address: SocketAddress
    do {
      let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
      address = socket.localAddress
    }
    #expect(failure(bindingTo: address) == nil)
  }

  @Test("that could not be adopted is closed nevertheless")
  func closedAfterFailure() {
    let (reading, writing) = makePair()
    #expect(failure(adopting: writing) == .wrongSocketType)
    var byte: UInt8 = 0
    // The end of the stream; if the other side were open, there would just be nothing yet.
    #expect(unsafe recv(reading, &byte, 1, Int32(MSG_DONTWAIT)) == 0)
    close(reading)
  }
}
