// Tests of the load's sockets, which reach this machine alone.
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("Loopback sockets")
struct LoopbackSocketTests {
  @Test("A port that is taken is refused in words, and is free again when its socket is gone")
  func taken() throws {
    let port = try freePort()
    do {
      let first = try LoopbackSocket(serverOf: .ipv4, port: port)
      #expect(throws: LoadError("cannot bind an ipv4 loopback address: Address already in use")) {
        try LoopbackSocket(serverOf: .ipv4, port: port)
      }
      #expect(first.descriptor >= 0)
    }
    _ = try LoopbackSocket(serverOf: .ipv4, port: port)
  }

  @Test("Every client of the most there may be has an address to bind", arguments: [0, 249, 250, 1023])
  func clients(index: Int) throws {
    var server = try WrittenServer()
    let client = try LoopbackSocket(client: index, of: .ipv4, trackerPort: server.port)
    var batch = RequestBatch(wantedPeers: 0)
    batch.addConnect(transactionID: 0x0102_0304)
    let sent = batch.send(through: client.descriptor)
    // The reply finds its way back to the address that the request came from.
    let requests = server.answer { connectReply(to: $0, id: 5) }
    var incoming = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: false)
    let received = incoming.receive(from: client.descriptor)
    let bytes = incoming.withReceived(0) { bytes in bytes.indices.map { bytes[$0] } }
    #expect(sent == 1 && requests.count == 1 && received == 1)
    #expect(bytes == [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 5])
  }
}
