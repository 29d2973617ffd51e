// Properties that must hold for every datagram whatsoever, tried on many made by chance (W-11).
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Whatever arrives")
struct ResponderPropertyTests {
  /// A tracker with swarms larger than any reply.
  private func makeBusyTracker() -> TestTracker {
    let tracker = TestTracker(at: Instant(seconds: 100_000))
    for number in 0..<300 {
      tracker.announce(number % 2 == 0 ? .leecher() : .seeder(), from: .ipv4(number))
      tracker.announce(number % 2 == 0 ? .leecher() : .seeder(), from: .ipv6(number))
    }
    return tracker
  }

  /// Whether a reply is one that BEP 15 knows, for what its request asked.
  private func isLegal(_ reply: [UInt8], to request: [UInt8], family: AddressFamily) -> Bool {
    let stride = family == .ipv4 ? 6 : 18
    switch (Reply.number(request[8..<12]), Reply.number(reply[0..<4])) {
    case (0, 0): return reply.count == 16
    case (1, 1): return reply.count >= 20 && (reply.count - 20) % stride == 0 && reply.count <= 1252
    case (2, 2): return reply.count > 8 && (reply.count - 8) % 12 == 0 && reply.count <= 8 + 74 * 12
    case (1, 3), (2, 3): return (9...72).contains(reply.count) && reply[8...].allSatisfy { (0x20...0x7e).contains($0) }
    default: return false
    }
  }

  @Test(
    "an unproven source never gets more bytes than it sent, and a proven one gets a legal reply (W-11)",
    arguments: 1...4 as ClosedRange<UInt64>, [AddressFamily.ipv4, .ipv6])
  func amplification(seed: UInt64, family: AddressFamily) {
    let tracker = makeBusyTracker()
    let client = Endpoint.client(1, family)
    let ids = ProofIDs(tracker, for: client)
    var mutator = DatagramMutator(seed: seed)
    var answered: [Outcome: Int] = [:]
    for _ in 0..<4000 {
      let request = mutator.next(ids: ids)
      let reply = tracker.exchange(request, from: client)
      if let outcome = tracker.lastOutcome { answered[outcome, default: 0] += 1 }
      let isProven = request.count >= 16 && Reply.longNumber(request[0..<8]) == ids.valid
      let isAllowed =
        reply.isEmpty
        ? tracker.lastOutcome?.isDrop == true
        : tracker.lastOutcome?.isDrop == false && (isProven || reply.count <= request.count)
          && isLegal(reply, to: request, family: family) && reply[4..<8] == request[12..<16]
      if !isAllowed { Issue.record("\(request) was answered with \(reply)") }
    }
    // The test is worth something only if chance led everywhere.
    for outcome in Outcome.allCases where outcome != .droppedTruncated && outcome != .droppedSource {
      #expect(answered[outcome, default: 0] > 5, "\(outcome) did not come up")
    }
  }
}
