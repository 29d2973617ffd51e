// A client uses one connection id for hours, as uTorrent and BitComet do (C-06).
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 005: a client that keeps its connection id")
struct Scenario005OldConnectionID {
  /// Announces every half minute with the id of second 0; the seconds at which it was answered.
  private func answered(maxAge: UInt32, until end: UInt64) -> [UInt64] {
    let running = RunningTracker(policy: TrackerPolicy(connectionIDMaxAge: maxAge))
    let tracker = running.tracker
    let client = Endpoint.ipv4(1)
    let id = tracker.connectionID(for: client)
    return stride(from: 0, through: end, by: 30).filter { second in
      running.run(untilSecond: second)
      let reply = tracker.exchange(AnnounceBytes().bytes(id: id), from: client)
      #expect(reply.isEmpty == (tracker.lastOutcome == .droppedStaleID))
      return !reply.isEmpty
    }
  }

  @Test("is answered for half an hour by default, then with silence")
  func grace() {
    #expect(
      answered(maxAge: TrackerPolicy().connectionIDMaxAge, until: 7200) == Array(stride(from: 0, through: 1800, by: 30))
    )
  }

  @Test("is answered for two minutes where the operator is strict, then with silence")
  func strict() {
    #expect(answered(maxAge: 120, until: 7200) == [0, 30, 60, 90, 120])
  }

  @Test("is served again as soon as it connects anew")
  func reconnect() {
    let running = RunningTracker(policy: TrackerPolicy(connectionIDMaxAge: 120))
    let tracker = running.tracker
    let client = Endpoint.ipv6(1)
    var id = tracker.connectionID(for: client)
    var connects = 0
    for minute in 0..<600 as Range<UInt64> {
      running.run(untilSecond: minute * 60)
      if tracker.exchange(AnnounceBytes().bytes(id: id), from: client).isEmpty {
        connects += 1
        id = tracker.connectionID(for: client)
        #expect(tracker.exchange(AnnounceBytes().bytes(id: id), from: client).count == 20)
      }
    }
    // Good for minutes 0, 1 and 2, so every third minute needs a new one.
    #expect(connects == 199)
    #expect(tracker.statistics[.droppedStaleID] == 199)
  }

  @Test("shows in the histogram of ages, so that the operator can choose with data")
  func histogram() {
    let running = RunningTracker()
    let tracker = running.tracker
    let id = tracker.connectionID(for: .ipv4(1))
    for second in stride(from: 30 as UInt64, through: 9000, by: 30) {
      running.run(untilSecond: second)
      _ = tracker.exchange(AnnounceBytes().bytes(id: id), from: .ipv4(1))
    }
    #expect((0..<8).map { tracker.statistics.connectionIDAges[$0] } == [2, 2, 6, 10, 40, 60, 120, 60])
  }
}
