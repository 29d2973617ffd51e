// Tests of DatagramBatch+Send.swift: who gets replies, from where, and what happens to those that cannot go out.
import LinuxIO
import Testing

@Suite("The replies of a batch")
struct DatagramBatchSendTests {
  @Test("go to the senders of their requests", arguments: [SocketAddress.Family.v4, .v6])
  func echo(family: SocketAddress.Family) throws {
    let socket = try DatagramSocket(bindingTo: .loopback(family, port: 0), reusingPort: false)
    let first = TestClient(family)
    let second = TestClient(family)
    first.send([1, 1], to: socket.localAddress)
    second.send([2, 2, 2], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 2)
    batch.echo()
    #expect(batch.send(through: socket).sent == 2)
    #expect(first.receive() == TestClient.Datagram(bytes: [1, 1], source: socket.localAddress))
    #expect(second.receive() == TestClient.Datagram(bytes: [2, 2, 2], source: socket.localAddress))
  }

  @Test("all go out, round after round, also when each batch is full")
  func fullBatches() throws {
    let socket = try DatagramSocket(bindingTo: .any(.v4, port: 0), reusingPort: false)
    let target = SocketAddress.loopback(.v4, port: socket.localAddress.port)
    let client = TestClient(.v4)
    var batch = DatagramBatch()
    for round in 0..<3 as Range<UInt8> {
      for number in 0..<64 as Range<UInt8> { client.send([round, number], to: target) }
      #expect(try batch.receive(from: socket) == 64)
      batch.echo()
      #expect(batch.send(through: socket).sent == 64)
      for number in 0..<64 as Range<UInt8> { #expect(client.receive()?.bytes == [round, number]) }
    }
  }

  @Test("may be as long as their buffer and as short as one byte, and may be missing")
  func lengths() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    for number in 0..<3 as Range<UInt8> { client.send([number], to: socket.localAddress) }
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 3)
    for (index, length) in [DatagramBatch.replyCapacity, 0, 1].enumerated() {
      batch.respond(to: index) { _, _, _ in length }
    }
    #expect(batch.send(through: socket).sent == 2)
    #expect(client.receive()?.bytes.count == DatagramBatch.replyCapacity)
    #expect(client.receive()?.bytes.count == 1)
    #expect(client.receive(waiting: false) == nil)
  }

  @Test("are sent once")
  func sentOnce() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    client.send([1], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 1)
    batch.echo()
    #expect(batch.send(through: socket).sent == 1)
    #expect(batch.send(through: socket) == SendOutcome())
  }

  @Test("are forgotten by the next receive, also one that brings nothing")
  func forgotten() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    client.send([1], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 1)
    batch.echo()
    #expect(try batch.receive(from: socket) == 0)
    #expect(batch.send(through: socket) == SendOutcome())
    client.send([2], to: socket.localAddress)
    #expect(try batch.receive(from: socket) == 1)
    #expect(batch.send(through: socket) == SendOutcome())
  }

  @Test("that the kernel refuses are skipped, and the others still go out")
  func refused() throws {
    // Requests of both IP versions come in; through a socket for IPv6 alone, the replies to IPv4 cannot go out.
    let both = try DualStack.makeSocket()
    let ipv6Only = try DatagramSocket(bindingTo: .any(.v6, port: 0), reusingPort: false)
    let old = TestClient(.v4)
    let new = TestClient(.v6)
    for number in [4, 6, 4, 4, 6, 4] as [UInt8] {
      if number == 4 {
        old.send([number], to: .loopback(.v4, port: both.localAddress.port))
      } else {
        new.send([number], to: .loopback(.v6, port: both.localAddress.port))
      }
    }
    var batch = DatagramBatch()
    #expect(try batch.receive(from: both) == 6)
    batch.echo()
    let outcome = batch.send(through: ipv6Only)
    #expect(outcome.sent == 2 && outcome.refused == 4 && outcome.lost == 0)
    #expect(outcome.lastRefusal == .networkUnreachable)
    #expect(new.receive()?.bytes == [6])
    #expect(new.receive()?.bytes == [6])
    #expect(old.receive(waiting: false) == nil)
  }

  @Test("are all refused by what is no socket")
  func noSocket() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    client.send([1], to: socket.localAddress)
    client.send([2], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 2)
    batch.echo()
    replaceByNull(socket.descriptor)
    let outcome = batch.send(through: socket)
    #expect(outcome.refused == 2 && outcome.lastRefusal == .notSocket)
  }
}
