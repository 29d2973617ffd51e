// Tests of Listeners.swift: which worker reads which sockets.
import LinuxIO
import Testing

@testable import TrackerService

@Suite("Listeners")
struct ListenersTests {
  /// Listeners with some sockets on each of some addresses.
  private func listeners(_ socketCounts: [Int]) throws -> Listeners {
    var listeners = Listeners()
    for count in socketCounts { try listeners.open(count, on: .loopback(.v4, port: 0)) }
    return listeners
  }

  @Test("give every socket to a worker, and every worker each address", arguments: 1...5, 1...5)
  func everybodyServes(sockets: Int, workers: Int) throws {
    let listeners = try listeners([sockets, 1, 3])
    let shares = (0..<workers).map { listeners.indices(forWorker: $0, of: workers) }
    #expect(Set(shares.joined().map(\.index)) == Set(0..<sockets + 4))
    for share in shares {
      for address in listeners.addresses { #expect(share.contains { address.sockets.contains($0.index) }) }
    }
  }

  @Test("let only the sockets be shared of which there are fewer than workers", arguments: 1...5, 1...5)
  func sharing(sockets: Int, workers: Int) throws {
    let listeners = try listeners([sockets])
    let shares = (0..<workers).map { listeners.indices(forWorker: $0, of: workers) }
    for index in 0..<sockets {
      let readers = shares.filter { $0.contains { $0.index == index } }
      if sockets >= workers { #expect(readers.count == 1) }
    }
    #expect(shares.joined().allSatisfy { $0.isShared == (sockets < workers) })
  }

  @Test("give as many sockets as workers one each")
  func oneEach() throws {
    let listeners = try listeners([3, 3])
    for worker in 0..<3 {
      #expect(listeners.indices(forWorker: worker, of: 3).map(\.index) == [worker, 3 + worker])
    }
  }

  @Test("spread more sockets than workers evenly")
  func even() throws {
    let listeners = try listeners([5])
    #expect((0..<2).map { listeners.indices(forWorker: $0, of: 2).count } == [3, 2])
  }

  @Test("are written as an operator reads them")
  func text() throws {
    let listeners = try listeners([1, 2, 1])
    let names = listeners.addresses.map { "\($0.socketAddress)" }
    #expect(listeners.text == "\(names[0]), \(names[1]) and \(names[2])")
    #expect(try self.listeners([]).text == "")
  }

  @Test("count what the kernel drops from when they have the socket on, not what it dropped before")
  func drops() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let address = socket.localAddress
    Client.overflow(socket.descriptor, at: address)
    let before = socket.droppedDatagrams
    try #require(before > 0)
    var listeners = Listeners()
    listeners.add(socket)
    #expect(listeners.kernelDrops == 0)
    Client(.v4).send([1], to: address)
    #expect(listeners.kernelDrops == 1)
    #expect(listeners.sockets[0].droppedDatagrams == before + 1)
  }

  @Test("tell the smallest receive buffer in bytes that one would ask for")
  func receiveBuffer() throws {
    let listeners = try listeners([1])
    #expect(listeners.smallestReceiveBuffer == listeners.sockets[0].receiveBufferSize / 2)
  }
}
