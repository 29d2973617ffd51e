// Tests of Responder.swift: the policy may change between two datagrams.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A responder whose policy changes")
struct ResponderPolicyTests {
  private static let client = Endpoint.ipv4(3)

  /// The outcome of a datagram, and the bytes of the reply.
  private func exchange(
    _ datagram: [UInt8], at second: UInt64, _ responder: inout Responder
  ) -> (outcome: Outcome, reply: [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: TrackerLimits.replyCapacity)
    var elements = buffer.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var reply = unsafe elements.mutableBytes
    let response = responder.respond(
      to: datagram.span, Arrival(from: Self.client, at: .trackerIPv4, now: Instant(seconds: second)),
      swarms: SingleThreadedStore(), reply: &reply)
    return (response.outcome, Array(buffer.prefix(response.length)))
  }

  private func makeResponder(_ policy: TrackerPolicy = TrackerPolicy()) -> Responder {
    Responder(policy: policy, secret: TestTracker.secret, randomSeed: 1)
  }

  @Test("goes by the new age with the ids that it gave out under the old one (C-06)")
  func age() {
    var responder = makeResponder()
    let id = Reply.longNumber(exchange(RequestBytes.connect(), at: 1000, &responder).reply[8..<16])
    let announce = AnnounceBytes().bytes(id: id)
    for (maxAge, age, due) in [
      (1800, 1800, .announced), (1800, 1801, .droppedStaleID), (86_400, 1801, .announced), (86_400, 86_400, .announced),
      (86_400, 86_401, .droppedStaleID), (120, 120, .announced), (120, 121, .droppedStaleID),
    ] as [(UInt32, UInt64, Outcome)] {
      responder.policy.connectionIDMaxAge = maxAge
      let outcome = exchange(announce, at: 1000 + age, &responder).outcome
      #expect(outcome == due, "at the age of \(age) of \(maxAge) s")
    }
  }

  @Test("tells the new interval from the next announce on (A-32)")
  func interval() {
    var responder = makeResponder(TrackerPolicy(interval: 1000))
    let id = Reply.longNumber(exchange(RequestBytes.connect(), at: 0, &responder).reply[8..<16])
    for base in [1000, 300, 10_800, 305, 900] as [UInt32] {
      responder.policy.interval = base
      let reply = exchange(AnnounceBytes().bytes(id: id), at: 1, &responder).reply
      #expect(Reply.number(reply[8..<12]) == AnnounceInterval(base: base).seconds(for: Self.client))
    }
  }

  @Test("goes on counting where it was")
  func statistics() {
    var responder = makeResponder()
    for _ in 0..<3 { _ = exchange(RequestBytes.connect(), at: 0, &responder) }
    responder.policy = TrackerPolicy(interval: 300, connectionIDMaxAge: 120)
    _ = exchange(RequestBytes.connect(), at: 0, &responder)
    #expect(responder.statistics[.connected] == 4)
  }

  @Test("counts what was longer than any request as dropped, with its family and source (W-04)")
  func truncated() {
    var responder = makeResponder()
    for source in [Endpoint.ipv4(1), .ipv6(2), .ipv6(3)] { responder.dropTruncated(from: source) }
    let statistics = responder.statistics
    #expect(statistics[.droppedTruncated] == 3 && statistics.drops == 3 && statistics.datagrams == 3)
    #expect(statistics.ipv6Answers == 0)
    #expect(statistics.latestSource(of: .droppedTruncated) == .ipv6(3))
  }
}
