// A torrent is in fashion for an hour: clients come one after the other, and each is heard of once.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 014: a wave of clients that announce once")
struct Scenario014Wave {
  private static let clients = 720
  /// Seconds from one client to the next.
  private static let gap = 5

  /// Clients that announced later than so many seconds before a moment, up to it.
  private func announced(within age: Int, at second: Int) -> Int {
    (0..<Self.clients).count { second - $0 * Self.gap < age && $0 * Self.gap <= second }
  }

  @Test(
    "has at every moment those of the last half hour, and none of more than two minutes longer ago",
    arguments: [AddressFamily.ipv4, .ipv6], [1, 3])
  func wave(family: AddressFamily, workers: Int) {
    let running = RunningTracker(workers: workers)
    let tracker = running.tracker
    var largest: UInt32 = 0
    for second in stride(from: 0, through: 6000, by: Self.gap) {
      running.run(untilSecond: UInt64(second))
      let number = second / Self.gap
      if number < Self.clients { tracker.announce(.leecher(1, wanted: 0), from: .client(number, family)) }
      guard second % 60 == 0 else { continue }
      let leechers = tracker.counts()?.leechers ?? 0
      let due = announced(within: 1801, at: second)...announced(within: 1920, at: second)
      #expect(due.contains(Int(leechers)), "\(leechers) at second \(second), where \(due) are due")
      largest = max(largest, leechers)
    }
    #expect(largest >= 360)
    #expect(tracker.counts() == ScrapeEntry() && tracker.store.totals == SwarmTotals())
  }

  @Test("tells a newcomer of nobody who has gone")
  func newcomer() {
    let running = RunningTracker()
    let tracker = running.tracker
    for number in 0..<Self.clients {
      running.run(untilSecond: UInt64(number * Self.gap))
      tracker.announce(.leecher(1, wanted: 0), from: .ipv4(number))
    }
    // At second 3595 those who came before second 1675 are gone: the first 335.
    var heardOf: Set<Endpoint> = []
    for _ in 0..<60 { heardOf.formUnion(tracker.announce(.seeder(1, wanted: 200), from: .ipv6(1))?.peers ?? []) }
    #expect(heardOf.isEmpty, "those are of the other family")
    for _ in 0..<60 { heardOf.formUnion(tracker.announce(.seeder(1, wanted: 200), from: .ipv4(10_000))?.peers ?? []) }
    #expect(heardOf.isSuperset(of: (359..<Self.clients).map { .ipv4($0) }))
    #expect(heardOf.isDisjoint(with: (0..<335).map { .ipv4($0) }))
  }
}
