// Tests of one socket of a run: its peers, its replies and what it gives up.
import Glibc
import Testing

@testable import pico_tracker_load

@Suite("A lane")
struct LaneTests {
  /// A lane with requests of these kinds under way, and their transaction ids as the requests have them.
  private func waiting(_ kinds: [RequestKind], port: UInt16) throws -> (lane: Lane, requests: [[UInt8]]) {
    var lane = try Lane.over(port: port)
    let ids = kinds.compactMap {
      lane.window.open(PendingRequest(kind: $0, limit: $0 == .scrape ? 1 : 2, peer: 3, sentAt: 0))
    }
    let requests = ids.map { id in
      [UInt8](repeating: 0, count: 12) + (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) }
    }
    return (lane, requests)
  }

  /// What is counted when these datagrams arrive.
  private func tally(of replies: [[UInt8]], _ server: inout WrittenServer, _ lane: inout Lane) throws -> Tally {
    // A datagram of the lane's for each reply, as the server answers nobody else.
    var batch = RequestBatch(wantedPeers: 0)
    for _ in replies { batch.addConnect(transactionID: 0) }
    let sent = batch.send(through: lane.descriptor)
    #expect(sent == replies.count)
    var rest = replies[...]
    _ = server.answer { _ in rest.removeFirst() }
    var tally = Tally()
    try lane.receiveAll(&tally)
    return tally
  }

  @Test("The peers are dealt out one by one, so that every lane has its share and every peer a lane")
  func peers() throws {
    let port = try freePort()
    let lanes = try (0..<3).map { try Lane.over(port: port, $0, of: 3, peers: 8) }
    #expect(lanes.map(\.peerCount) == [3, 3, 2])
    #expect(lanes.map { lane in (0..<lane.peerCount).map(lane.peer) } == [[0, 3, 6], [1, 4, 7], [2, 5]])
    #expect(try Lane.over(port: port, 2, of: 3, peers: 2).peerCount == 0)
    #expect(try Lane.over(port: port, 2, of: 3, peers: 3).peerCount == 1)
  }

  @Test("A legal answer is counted with its bytes and its time under the kind of its request")
  func answers() throws {
    var server = try WrittenServer()
    var (lane, requests) = try waiting([.connect, .announce, .scrape], port: server.port)
    let peers = [UInt8](repeating: 1, count: 12 + 2 * 6)
    let tally = try tally(
      of: [
        connectReply(to: requests[0], id: 7), reply(1, to: requests[1], peers),
        reply(2, to: requests[2], Array(peers[..<12])),
      ], &server, &lane)
    #expect(RequestKind.allCases.map { tally[$0].answered } == [1, 1, 1])
    #expect(RequestKind.allCases.map { tally[$0].replyBytes } == [16, 32, 20])
    #expect(RequestKind.allCases.map { tally[$0].latency.total } == [1, 1, 1])
    #expect(lane.connectionID == 7 && lane.window.pendingCount == 0)
  }

  @Test("Of refusals and faults the first is remembered, and each is counted")
  func troubles() throws {
    var server = try WrittenServer()
    var (lane, requests) = try waiting([.announce, .announce, .scrape, .connect], port: server.port)
    let tally = try tally(
      of: [
        reply(3, to: requests[0], Array("no".utf8)), reply(3, to: requests[1], Array("never".utf8)),
        reply(2, to: requests[2], [1]), connectReply(to: requests[3], id: 0),
      ], &server, &lane)
    #expect(tally[.announce].refused == 2 && tally.refusalText == "no")
    #expect(tally[.scrape].faulty == 1 && tally[.connect].faulty == 1 && tally.fault == .wrongLength)
    #expect(tally.latency.total == 0 && lane.connectionID == nil)
    #expect(lane.window.pendingCount == 0)
  }

  @Test("What answers no request is unexpected; what answers a stale id is counted apart")
  func strangers() throws {
    var server = try WrittenServer()
    var (lane, requests) = try waiting([.announce], port: server.port)
    let late = reply(3, to: requests[0])
    let stale: [UInt8] = [0, 0, 0, 3, 9, 9, 0xff, 0xff]
    let tally = try tally(of: [late, late, [0, 0, 0, 3], stale], &server, &lane)
    #expect(tally[.announce].refused == 1 && tally.unexpected == 2 && tally.staleAnswered == 1)
    #expect(tally.replies == 4)
  }

  @Test("What is given up is lost, and announced again in a fill alone")
  func expiry() throws {
    let mix = TrafficMix(weights: (1, 1, 1))
    for (workload, retries) in [(Workload.filling, [5, 6]), (.traffic(mix), []), (.settling, [])] {
      var lane = try Lane.over(port: try freePort())
      for (peer, kind) in [(5, RequestKind.announce), (6, .announce), (-1, .scrape)] {
        _ = lane.window.open(PendingRequest(kind: kind, limit: 1, peer: peer, sentAt: UInt64(10 + peer)))
      }
      var tally = Tally()
      lane.expire(sentBefore: 15, workload: workload, tally: &tally)
      #expect(tally[.announce].lost == 0 && tally[.scrape].lost == 1)
      lane.expire(sentBefore: 17, workload: workload, tally: &tally)
      #expect(tally[.announce].lost == 2 && lane.window.pendingCount == 0)
      #expect(lane.retries == retries)
    }
  }

  @Test("Nothing to read and no room to write are no failures", arguments: [EAGAIN, EINTR, ENOBUFS])
  func harmless(error: Int32) throws { try Lane.passIfHarmless(error) }

  @Test("A port that nobody serves is explained, any other error is named")
  func failures() {
    #expect(
      throws: LoadError(
        "nobody serves the UDP port on this machine; start the tracker first, or name its port with --port")
    ) { try Lane.passIfHarmless(ECONNREFUSED) }
    #expect(throws: LoadError("the socket failed: Bad file descriptor")) { try Lane.passIfHarmless(EBADF) }
  }
}
