// Tests of waiting for the load's sockets.
import LinuxIO
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("Waiting for sockets")
struct PollerSocketsTests {
  @Test("A socket is named by its place in the list, and only if it has something to read")
  func places() throws {
    var server = try WrittenServer()
    let clients = try (0..<3).map { try LoopbackSocket(client: $0, of: .ipv4, trackerPort: server.port) }
    var poller = try Poller.watching(clients.map(\.descriptor))
    try poller.waitForSockets(milliseconds: 0)
    let idle = poller.readyCount
    var batch = RequestBatch(wantedPeers: 0)
    batch.addConnect(transactionID: 1)
    _ = batch.send(through: clients[2].descriptor)
    _ = server.answer { $0 }
    try poller.waitForSockets(milliseconds: nil)
    let (ready, token) = (poller.readyCount, poller.token(at: 0))
    #expect(idle == 0 && ready == 1 && token == 2)
  }

  @Test("What is no socket cannot be watched, and the error says why")
  func invalid() {
    #expect(throws: LoadError("cannot watch sockets: Bad file descriptor")) { _ = try Poller.watching([-1]) }
  }
}
