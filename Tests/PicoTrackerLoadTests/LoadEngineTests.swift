import Foundation
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("The closed loop")
struct LoadEngineTests {
  private func engine(port: UInt16, peers: Int = 500) throws -> LoadEngine {
    try LoadEngine(
      LoadTarget(port: port, sockets: 3, ipv6Share: 0, window: 4, timeoutMilliseconds: 2000),
      population: Population(peers: peers, torrents: 20, distribution: .uniform, seederShare: 0.8, seed: 1),
      wantedPeers: 50, seed: 1, progress: { _ in })
  }

  /// Starts a bare server that serves as long as the tests run.
  private func startServer() throws -> UInt16 {
    let port = try freePort()
    // Bound here, so that the first request finds it.
    let server = ServerBox(try BareServer(.ipv4, port: port))
    Thread.detachNewThread { server.serve() }
    return port
  }

  @Test("A fill announces every peer once and gets every answer")
  func fill() throws {
    var engine = try engine(port: startServer())
    try engine.connect()
    try engine.fill()
    #expect(engine.tally[.announce].answered == 500 && engine.tally[.announce].sent == 500)
    #expect(engine.tally[.connect].answered == 3)
    #expect(engine.tally.lost == 0 && engine.tally.faulty == 0 && engine.tally.unexpected == 0)
  }

  @Test("Traffic is answered, checked and counted under its kind")
  func traffic() throws {
    var engine = try engine(port: startServer())
    try engine.connect()
    try engine.measure(TrafficMix(weights: (1, 2, 1), scrapeSize: 5, staleShare: 0.2), nanoseconds: 200_000_000)
    try engine.settle()
    for kind in RequestKind.allCases {
      #expect(engine.tally[kind].answered > 0)
      #expect(engine.tally[kind].answered == engine.tally[kind].sent)
      #expect(engine.tally[kind].latency.total == engine.tally[kind].answered)
    }
    let sent = RequestKind.allCases.reduce(engine.tally.staleSent) { $0 + engine.tally[$1].sent }
    #expect(abs(Double(engine.tally.staleSent) / Double(sent) - 0.2) < 0.05)
    // The bare server looks at no id, so it answers the stale ones too.
    #expect(engine.tally.staleSent > 0 && engine.tally.staleAnswered == engine.tally.staleSent)
    #expect(engine.tally.faulty == 0 && engine.tally.unexpected == 0)
  }

  @Test("A port that nobody serves is reported at once")
  func nobody() throws {
    let port = try freePort()
    #expect(throws: LoadError.self) {
      var engine = try engine(port: port)
      try engine.connect()
    }
  }
}

/// A server on its way to the thread that serves.
private final class ServerBox: @unchecked Sendable {
  // One thread makes it, and one other uses it from then on.
  private var server: BareServer

  init(_ server: consuming BareServer) { self.server = server }

  func serve() { try? server.serve() }
}
