// Tests of Statistics.swift: whom a line about refused requests names.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The latest source of an outcome")
struct LatestSourceTests {
  @Test("is the last one that was dropped for the reason, not one that was answered or dropped for another")
  func drops() {
    let tracker = TestTracker(at: Instant(seconds: 10_000))
    for number in 1...3 { _ = tracker.exchange(RequestBytes.connect(magic: 1), from: .ipv4(number)) }
    _ = tracker.exchange(RequestBytes.connect(), from: .ipv4(4))
    _ = tracker.exchange([1, 2, 3], from: .ipv6(5))
    #expect(tracker.statistics.latestSource(of: .droppedMagic) == .ipv4(3))
    #expect(tracker.statistics.latestSource(of: .droppedShort) == .ipv6(5))
  }

  @Test("is the last one that was refused for the reason")
  func refusals() {
    let tracker = TestTracker(at: Instant(seconds: 10_000))
    for number in 1...2 {
      let id = tracker.connectionID(for: .ipv6(number))
      _ = tracker.exchange(AnnounceBytes(port: 0).bytes(id: id), from: .ipv6(number))
    }
    #expect(tracker.statistics.latestSource(of: .refusedPortZero) == .ipv6(2))
  }
}
