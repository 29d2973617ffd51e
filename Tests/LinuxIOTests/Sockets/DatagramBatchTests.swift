// Tests of DatagramBatch.swift: receiving, and the view of the code that answers.
import LinuxIO
import Testing

@Suite("A batch of datagrams")
struct DatagramBatchTests {
  @Test("is empty where nothing waits")
  func empty() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 0)
    #expect(batch.count == 0)
  }

  @Test("has each datagram's bytes, source and local address", arguments: [SocketAddress.Family.v4, .v6])
  func received(family: SocketAddress.Family) throws {
    let socket = try DatagramSocket(bindingTo: .any(family, port: 0), reusingPort: false)
    let target = SocketAddress.loopback(family, port: socket.localAddress.port)
    let first = TestClient(family)
    let second = TestClient(family)
    first.send([1, 2, 3], to: target)
    second.send([], to: target)
    first.send([UInt8](repeating: 7, count: 1496), to: target)

    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 3)
    let bytes0 = bytes(of: &batch, at: 0)
    #expect(bytes0 == [1, 2, 3])
    let bytes1 = bytes(of: &batch, at: 1)
    #expect(bytes1 == [])
    let bytes2 = bytes(of: &batch, at: 2)
    #expect(bytes2 == [UInt8](repeating: 7, count: 1496))
    #expect(batch.source(at: 0) == first.address)
    #expect(batch.source(at: 1) == second.address)
    for index in 0..<3 {
      #expect(batch.localAddress(at: index) == target)
      #expect(batch.isTruncated(at: index) == false)
    }
  }

  @Test("takes at most its capacity, and the rest the next time")
  func capacity() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    for number in 0..<100 as Range<UInt8> { client.send([number], to: socket.localAddress) }
    var batch = DatagramBatch()
    var seen: [UInt8] = []
    #expect(try batch.receive(from: socket) == DatagramBatch.capacity)
    for index in 0..<batch.count { seen += bytes(of: &batch, at: index) }
    #expect(try batch.receive(from: socket) == 100 - DatagramBatch.capacity)
    for index in 0..<batch.count { seen += bytes(of: &batch, at: index) }
    #expect(seen == [UInt8](0..<100))
  }

  @Test("marks a datagram longer than its buffer as truncated, and no other", arguments: [2047, 2048, 2049, 9000])
  func truncated(length: Int) throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let client = TestClient(.v4)
    client.send([UInt8](repeating: 1, count: length), to: socket.localAddress)
    client.send([2], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 2)
    #expect(batch.isTruncated(at: 0) == (length > DatagramBatch.requestCapacity))
    let bytes0 = bytes(of: &batch, at: 0)
    #expect(bytes0.count == min(length, DatagramBatch.requestCapacity))
    #expect(batch.isTruncated(at: 1) == false)
    let bytes1 = bytes(of: &batch, at: 1)
    #expect(bytes1 == [2])
  }

  @Test("on a socket of both IP versions has IPv4 sources as IPv4")
  func dualStack() throws {
    let socket = try DualStack.makeSocket()
    let old = TestClient(.v4)
    let new = TestClient(.v6)
    old.send([4], to: .loopback(.v4, port: socket.localAddress.port))
    new.send([6], to: .loopback(.v6, port: socket.localAddress.port))
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 2)
    #expect(batch.source(at: 0) == old.address && batch.source(at: 0).family == .v4)
    #expect(batch.localAddress(at: 0) == .loopback(.v4, port: socket.localAddress.port))
    #expect(batch.source(at: 1) == new.address)
  }

  @Test("gives the answering code the request, its source and room for the longest reply")
  func respond() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v6, port: 0), reusingPort: false)
    let client = TestClient(.v6)
    client.send([5, 6], to: socket.localAddress)
    var batch = DatagramBatch()
    #expect(try batch.receive(from: socket) == 1)
    var calls = 0
    batch.respond(to: 0) { request, source, reply in
      calls += 1
      #expect(request.count == 2 && request[1] == 6)
      #expect(source == client.address)
      #expect(reply.byteCount == DatagramBatch.replyCapacity)
      return 0
    }
    #expect(calls == 1)
  }

  @Test("reports what recvmmsg refuses, and is empty then")
  func refused() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    replaceByNull(socket.descriptor)
    var batch = DatagramBatch()
    var caught: Errno?
    do throws(Errno) { _ = try batch.receive(from: socket) } catch { caught = error }
    #expect(caught == .notSocket)
    #expect(batch.count == 0)
  }

  @Test("has no datagram beyond its count")
  func outOfBounds() async {
    await #expect(processExitsWith: .failure) {
      let batch = DatagramBatch()
      _ = batch.source(at: 0)
    }
  }

  @Test("does not accept a reply longer than its buffer")
  func replyTooLong() async {
    await #expect(processExitsWith: .failure) {
      let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
      TestClient(.v4).send([1], to: socket.localAddress)
      var batch = DatagramBatch()
      guard try batch.receive(from: socket) == 1 else { return }
      batch.respond(to: 0) { _, _, _ in DatagramBatch.replyCapacity + 1 }
    }
  }
}
