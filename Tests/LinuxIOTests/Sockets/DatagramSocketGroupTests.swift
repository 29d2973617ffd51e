// Several sockets on one address, and that nobody else gets it.
import CLinux
import Glibc
import LinuxIO
import Testing

@Suite("A group of datagram sockets")
struct DatagramSocketGroupTests {
  private func makeGroup(_ count: Int, on address: SocketAddress) throws(SocketError) -> DatagramSocketGroup {
    var group = DatagramSocketGroup()
    let bound = try group.open(count, on: address)
    precondition(bound == group[0].localAddress)
    return group
  }

  private func errno(count: Int, bindingTo address: SocketAddress) -> Errno? {
    do throws(SocketError) {
      _ = try makeGroup(count, on: address)
      return nil
    } catch { return error.errno }
  }

  @Test("shares the one port the kernel chose", arguments: [SocketAddress.Family.v4, .v6], [1, 2, 5])
  func sharedPort(family: SocketAddress.Family, count: Int) throws {
    let group = try makeGroup(count, on: .loopback(family, port: 0))
    #expect(group.count == count)
    #expect(group[0].localAddress.port != 0)
    for index in 0..<count {
      #expect(group[index].localAddress == group[0].localAddress)
    }
  }

  @Test("gives each datagram to one of its sockets, and over many senders to all of them")
  func spreads() throws {
    let group = try makeGroup(3, on: .loopback(.v4, port: 0))
    for _ in 0..<200 { TestClient(.v4).send([1], to: group[0].localAddress) }
    var total = 0
    for index in 0..<group.count {
      var byte: UInt8 = 0
      var received = 0
      while unsafe recv(group[index].descriptor, &byte, 1, Int32(MSG_DONTWAIT)) == 1 { received += 1 }
      #expect(received > 0)
      total += received
    }
    #expect(total == 200)
  }

  @Test("is refused where another group is, whatever the counts", arguments: [1, 3], [1, 3])
  func addressInUse(first: Int, second: Int) throws {
    let group = try makeGroup(first, on: .loopback(.v4, port: 0))
    #expect(errno(count: second, bindingTo: group[0].localAddress) == .addressInUse)
    #expect(errno(count: second, bindingTo: .any(.v4, port: group[0].localAddress.port)) == .addressInUse)
  }

  @Test("is refused where somebody else's socket is, even one that would share")
  func sharingStranger() throws {
    let stranger = try DatagramSocket(bindingTo: .loopback(.v6, port: 0), reusingPort: true)
    #expect(errno(count: 2, bindingTo: stranger.localAddress) == .addressInUse)
  }

  @Test("leaves the address free again")
  func freed() throws {
    let address: SocketAddress
    do {
      let group = try makeGroup(3, on: .loopback(.v4, port: 0))
      address = group[0].localAddress
    }
    #expect(errno(count: 1, bindingTo: address) == nil)
  }

  @Test("grows as sockets are added")
  func append() throws {
    var group = DatagramSocketGroup()
    #expect(group.count == 0)
    for _ in 0..<5 { group.append(try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)) }
    #expect(group.count == 5)
    for index in 1..<5 { #expect(group[index].localAddress != group[0].localAddress) }
  }
}
