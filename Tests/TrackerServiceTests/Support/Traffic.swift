// Answers datagrams as a worker does, without sockets, for tests of counters and log.
import Hashing
import Swarms
import TrackerCore
import TrackerProtocol

@testable import TrackerService

/// A responder with tables of its own, at a fixed moment.
struct Traffic: ~Copyable {
  /// One datagram's fate.
  struct Answer {
    let response: Response
    let reply: [UInt8]
    /// What a debug log says of it.
    let line: String
  }

  static let ipv4 = Endpoint(address: IPAddress(ipv4: 0xc000_0237), port: 51413)
  static let ipv6 = Endpoint(address: IPAddress(high: 0x2001_0db8_1234_5678, low: 0x9abc), port: 51414)

  let swarms = SharedSwarms(digestKey: SipKey(1, 2), perAddress: .unbounded, workers: 1)
  var responder: Responder

  init(secret: ConnectionIDSecret = ConnectionIDSecret(3, 4)) {
    responder = Responder(policy: TrackerPolicy(), secret: secret, randomSeed: 5)
  }

  mutating func answer(_ datagram: [UInt8], from source: Endpoint = ipv4) -> Answer {
    var buffer = [UInt8](repeating: 0, count: TrackerLimits.replyCapacity)
    var span = buffer.mutableSpan
    // Unsafe: any bytes are good bytes.
    var reply = unsafe span.mutableBytes
    let own = Endpoint(address: IPAddress(ipv4: 0xcb00_7101), port: 1337)
    let response = responder.respond(
      to: datagram.span, Arrival(from: source, at: own, now: Instant(seconds: 1000)), swarms: swarms, reply: &reply)
    let bytes = Array(buffer[..<response.length])
    let line = RequestLine.text(for: datagram.span, from: source, response: response, reply: bytes.span)
    return Answer(response: response, reply: bytes, line: line)
  }

  mutating func connectionID(of source: Endpoint = ipv4) -> UInt64 {
    Datagrams.connectionID(in: answer(Datagrams.connect, from: source).reply)
  }

  /// The report of a worker that has had this traffic.
  var report: WorkerReport {
    var report = WorkerReport()
    report.statistics = responder.statistics
    report.totals = swarms.totals()
    return report
  }
}
