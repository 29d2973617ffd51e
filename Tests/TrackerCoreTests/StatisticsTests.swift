// Tests of Statistics.swift.
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("Statistics")
struct StatisticsTests {
  static let client = Endpoint.ipv4(1)

  /// Sends a tracker the datagram that has an outcome, and leaves all other counters alone.
  private func provoke(_ outcome: Outcome, _ tracker: TestTracker) {
    var ids = ConnectionIDs(secret: TestTracker.secret, maxAge: 1800)
    let address = Self.client.address
    let now = tracker.now.seconds
    let id = ids.issue(to: address, at: tracker.now)
    let staleID = ids.issue(to: address, at: Instant(seconds: now - 1801))
    let futureID = ids.issue(to: address, at: Instant(seconds: now + 1))
    let datagram: [UInt8] =
      switch outcome {
      case .connected: RequestBytes.connect()
      case .announced: AnnounceBytes().bytes(id: id)
      case .scraped: RequestBytes.scrape(id: id, [RequestBytes.torrent(1)])
      case .refusedShortAnnounce: Array(AnnounceBytes().bytes(id: id).prefix(97))
      case .refusedPortZero: AnnounceBytes(port: 0).bytes(id: id)
      case .refusedEmptyScrape: RequestBytes.scrape(id: id, [])
      case .droppedTruncated, .droppedShort: [1, 2, 3]
      case .droppedSource: RequestBytes.connect()
      case .droppedAction: RequestBytes.connect(action: 3)
      case .droppedMagic: RequestBytes.connect(magic: 1)
      case .droppedForeignID: AnnounceBytes().bytes(id: id ^ 1)
      case .droppedStaleID: AnnounceBytes().bytes(id: staleID)
      case .droppedFutureID: AnnounceBytes().bytes(id: futureID)
      }
    let source = outcome == .droppedSource ? Endpoint(address: address, port: 0) : Self.client
    if outcome == .droppedTruncated { tracker.dropTruncated() } else { _ = tracker.exchange(datagram, from: source) }
  }

  @Test("count every outcome under its own name", arguments: Outcome.allCases)
  func outcomes(outcome: Outcome) {
    let tracker = TestTracker(at: Instant(seconds: 10_000))
    for round in 1...3 as ClosedRange<UInt64> {
      provoke(outcome, tracker)
      for other in Outcome.allCases { #expect(tracker.statistics[other] == (other == outcome ? round : 0)) }
      #expect(tracker.statistics.datagrams == round)
      #expect(tracker.statistics.drops == (outcome.isDrop ? round : 0))
    }
  }

  @Test("count what was answered over IPv6")
  func ipv6() {
    let tracker = TestTracker()
    _ = tracker.exchange(RequestBytes.connect(), from: .ipv6(1))
    _ = tracker.exchange([1, 2, 3], from: .ipv6(2))
    _ = tracker.exchange(RequestBytes.connect(), from: .ipv4(1))
    #expect(tracker.statistics.ipv6Answers == 1)
    #expect(tracker.statistics.datagrams == 3)
  }

  @Test("count the ages of accepted and stale ids, but not of foreign ones")
  func ages() {
    let tracker = TestTracker(at: Instant(seconds: 50_000))
    let id = tracker.connectionID(for: Self.client)
    for (age, index) in [(0, 0), (60, 0), (61, 1), (1800, 4), (1801, 5), (7201, 7)] as [(UInt64, Int)] {
      tracker.now = Instant(seconds: 50_000 + age)
      let before = tracker.statistics.connectionIDAges[index]
      _ = tracker.send(AnnounceBytes().bytes(id: id), from: Self.client)
      #expect(tracker.statistics.connectionIDAges[index] == before + 1)
    }
    _ = tracker.send(AnnounceBytes().bytes(id: id ^ 1), from: Self.client)
    #expect((0..<8).map { tracker.statistics.connectionIDAges[$0] }.reduce(0, +) == 6)
  }

  @Test("of several workers add up")
  func sum() {
    let trackers = (0..<3).map { _ in TestTracker(at: Instant(seconds: 10_000)) }
    for (number, outcome) in Outcome.allCases.enumerated() {
      for (worker, tracker) in trackers.enumerated() {
        for _ in 0..<(number + worker) { provoke(outcome, tracker) }
      }
    }
    _ = trackers[1].exchange([], from: .ipv6(1))
    _ = trackers[2].exchange(RequestBytes.connect(), from: .ipv6(1))
    var total = Statistics()
    for tracker in trackers { total += tracker.statistics }
    for (number, outcome) in Outcome.allCases.enumerated() {
      #expect(total[outcome] == UInt64(3 * number + 3 + (outcome == .droppedShort || outcome == .connected ? 1 : 0)))
    }
    #expect(total.ipv6Answers == 1)
    let proven: [Outcome] = [
      .announced, .scraped, .refusedShortAnnounce, .refusedPortZero, .refusedEmptyScrape, .droppedStaleID,
    ]
    let ages = (0..<8).map { total.connectionIDAges[$0] }.reduce(0, +)
    #expect(ages == proven.reduce(0) { $0 + total[$1] })
  }
}
