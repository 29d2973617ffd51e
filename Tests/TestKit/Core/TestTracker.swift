// A tracker under test: a responder, its tables, and a clock that a test moves.
import Swarms
package import TrackerCore
package import TrackerProtocol

/// Sends bytes to a responder and reads what comes back.
package final class TestTracker {
  private var responder: Responder
  private var replyBuffer = [UInt8](repeating: 0xee, count: TrackerLimits.replyCapacity)
  package let store: SingleThreadedStore
  /// The time the tracker is told.
  package var now: Instant
  /// What became of the last datagram.
  package private(set) var lastOutcome: Outcome?

  package static let secret = ConnectionIDSecret(0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff)

  package init(
    policy: TrackerPolicy = TrackerPolicy(), secret: ConnectionIDSecret = secret,
    store: SingleThreadedStore = SingleThreadedStore(), at now: Instant = Instant(seconds: 0)
  ) {
    self.store = store
    responder = Responder(policy: policy, secret: secret, randomSeed: 1)
    self.now = now
  }

  package var statistics: Statistics { responder.statistics }

  package func dropTruncated() {
    responder.dropTruncated(from: Endpoint(address: IPAddress(ipv4: 0x0a00_0001), port: 6881))
  }

  /// The bytes of the reply; empty if there is none.
  package func exchange(_ datagram: [UInt8], from source: Endpoint, at destination: Endpoint? = nil) -> [UInt8] {
    let own: Endpoint = source.address.family == .ipv4 ? .trackerIPv4 : .trackerIPv6
    var elements = replyBuffer.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var reply = unsafe elements.mutableBytes
    let response = responder.respond(
      to: datagram.span, Arrival(from: source, at: destination ?? own, now: now), swarms: store, reply: &reply)
    lastOutcome = response.outcome
    return Array(replyBuffer[..<response.length])
  }

  /// The reply, or nil for silence or a reply that no client accepts.
  package func send(_ datagram: [UInt8], from source: Endpoint) -> Reply? {
    Reply(exchange(datagram, from: source), family: source.address.family)
  }

  /// A connection id for a client, as a connect gives it.
  package func connectionID(for source: Endpoint) -> UInt64 {
    guard case .connect(_, let id) = send(RequestBytes.connect(), from: source) else { return 0 }
    return id
  }

  /// Connects and announces; the client listens on the port it sends from.
  @discardableResult
  package func announce(_ announce: AnnounceBytes = AnnounceBytes(), from source: Endpoint) -> AnnounceReply? {
    var announce = announce
    announce.port = source.port
    let reply = send(announce.bytes(id: connectionID(for: source)), from: source)
    guard case .announce(let answer) = reply else { return nil }
    return answer
  }

  /// Connects and asks for the numbers of torrents.
  package func scrape(_ torrents: [[UInt8]], from source: Endpoint = .ipv4(0xffff)) -> [ScrapeEntry]? {
    let id = connectionID(for: source)
    guard case .scrape(_, let entries) = send(RequestBytes.scrape(id: id, torrents), from: source) else { return nil }
    return entries
  }

  /// The numbers of one torrent.
  package func counts(_ torrent: [UInt8] = RequestBytes.torrent(1)) -> ScrapeEntry? { scrape([torrent])?.first }
}
