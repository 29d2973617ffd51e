import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("Requests on the wire")
struct RequestBatchTests {
  private let population = Population(
    peers: 100, torrents: 10, distribution: .uniform, seederShare: 0.5, seed: 1)

  /// Sends what `fill` adds over loopback, and returns what arrives.
  private func arrivals(_ fill: (inout RequestBatch) -> Void) throws -> [[UInt8]] {
    let port = try freePort()
    let server = try LoopbackSocket(serverOf: .ipv4, port: port)
    let client = try LoopbackSocket(client: 0, of: .ipv4, trackerPort: port)
    var batch = RequestBatch(wantedPeers: 7)
    fill(&batch)
    let count = batch.count
    let sent = batch.send(through: client.descriptor)
    let left = batch.count
    #expect(sent == count && left == 0)
    var incoming = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: true)
    let received = incoming.receive(from: server.descriptor)
    return (0..<max(received, 0)).map { index in
      incoming.withReceived(index) { bytes in bytes.indices.map { bytes[$0] } }
    }
  }

  @Test("A connect request is the 16 bytes of BEP 15")
  func connect() throws {
    let packets = try arrivals { $0.addConnect(transactionID: 0x1122_3344) }
    let expected: [UInt8] = [0, 0, 4, 0x17, 0x27, 0x10, 0x19, 0x80, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44]
    #expect(packets == [expected])
  }

  @Test("An announce tells the torrent, the port and the role of its peer", arguments: [3, 4, 5, 6])
  func announce(peer: Int) throws {
    let packets = try arrivals {
      $0.addAnnounce(ofPeer: peer, in: population, event: .started, connectionID: 9, transactionID: 8)
    }
    let packet = try #require(packets.first)
    #expect(packet.count == 98)
    let readHeader = RequestHeader(packet.span)
    let header = try #require(readHeader)
    #expect(header.connectionID == 9 && header.actionCode == 1 && header.transactionID == 8)
    let readAnnounce = AnnounceRequest(packet.span)
    let announce = try #require(readAnnounce)
    #expect(announce.infoHash == Population.infoHash(ofTorrent: peer % 10))
    #expect(announce.port == population.port(ofPeer: peer))
    #expect((announce.left == 0) == population.isSeeder(peer))
    #expect(announce.event == .started && announce.wantedPeerCount == 7)
  }

  @Test("Whoever reports that it is complete has nothing left")
  func completed() throws {
    let leecher = try #require((0..<100).first { !population.isSeeder($0) })
    let packets = try arrivals {
      $0.addAnnounce(ofPeer: leecher, in: population, event: .completed, connectionID: 9, transactionID: 8)
    }
    let packet = try #require(packets.first)
    let readAnnounce = AnnounceRequest(packet.span)
    let announce = try #require(readAnnounce)
    #expect(announce.left == 0 && announce.event == .completed)
  }

  @Test("A scrape asks for the torrents it was given, in their order", arguments: [1, 74])
  func scrape(size: Int) throws {
    let packets = try arrivals { batch in
      var next = 0
      batch.addScrape(size: size, connectionID: 1, transactionID: 2) {
        defer { next += 1 }
        return next
      }
    }
    let packet = try #require(packets.first)
    #expect(packet.count == 16 + 20 * size)
    for index in 0..<size {
      #expect(ScrapeRequest.infoHash(at: index, in: packet.span) == Population.infoHash(ofTorrent: index))
    }
  }

  @Test("Requests of all kinds go out together, and nothing of one is left in another")
  func mixed() throws {
    let packets = try arrivals { batch in
      for _ in 0..<LoadLimits.batch / 2 {
        batch.addConnect(transactionID: 1)
        batch.addAnnounce(ofPeer: 1, in: population, event: .none, connectionID: 2, transactionID: 3)
      }
      let isFull = batch.isFull
      #expect(isFull)
    }
    #expect(packets.map(\.count) == (0..<LoadLimits.batch).map { $0.isMultiple(of: 2) ? 16 : 98 })
  }
}
