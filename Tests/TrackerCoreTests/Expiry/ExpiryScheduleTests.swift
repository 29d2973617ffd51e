// Tests of ExpirySchedule.swift.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The schedule of expiry")
struct ExpiryScheduleTests {
  private func makeSchedule(worker: Int = 0, of workers: Int = 1) -> ExpirySchedule {
    ExpirySchedule(worker: worker, of: workers, interval: 900, at: Instant(seconds: 0))
  }

  @Test(
    "visits every table once in a pass of half a minute, however often it is asked", arguments: [20, 100, 470, 1000])
  func onePass(period: Int) {
    let store = SingleThreadedStore()
    var schedule = makeSchedule()
    for time in stride(from: 0, through: 29_900, by: period) {
      _ = schedule.step(at: Instant(milliseconds: UInt64(time)), swarms: store)
    }
    #expect(store.loans.allSatisfy { $0 <= 1 })
    while schedule.step(at: Instant(seconds: 30), swarms: store) {}
    #expect(store.loans == [Int](repeating: 1, count: 64))
  }

  @Test("starts over after a pass")
  func manyPasses() {
    let store = SingleThreadedStore()
    var schedule = makeSchedule()
    for second in 0...300 as ClosedRange<UInt64> {
      while schedule.step(at: Instant(seconds: second), swarms: store) {}
    }
    #expect(store.loans == [Int](repeating: 10, count: 64))
  }

  @Test("of several workers covers every table exactly once", arguments: [1, 2, 3, 5, 7, 16, 63, 64])
  func shares(workers: Int) {
    let store = SingleThreadedStore()
    for worker in 0..<workers {
      var schedule = makeSchedule(worker: worker, of: workers)
      while schedule.step(at: Instant(seconds: 30), swarms: store) {}
    }
    #expect(store.loans == [Int](repeating: 1, count: 64))
  }

  @Test("does nothing before its time")
  func patience() {
    let store = SingleThreadedStore()
    var schedule = makeSchedule()
    for milliseconds: UInt64 in [0, 1, 468] {
      let isMoreDue = schedule.step(at: Instant(milliseconds: milliseconds), swarms: store)
      #expect(!isMoreDue)
    }
    #expect(store.loans.allSatisfy { $0 == 0 })
    while schedule.step(at: Instant(seconds: 15), swarms: store) {}
    #expect(store.loans.reduce(0, +) == 32)
  }

  @Test("does a slice at a time when it is behind, and says that more is due")
  func behind() {
    let store = SingleThreadedStore()
    var schedule = makeSchedule()
    var steps = 1
    while schedule.step(at: Instant(seconds: 600), swarms: store) {
      #expect(store.loans.reduce(0, +) <= steps)
      steps += 1
      guard steps <= 256 else { break }
    }
    #expect(steps == 64)
    #expect(store.loans.reduce(0, +) == 64)
  }

  @Test("leaves a large table in the middle and goes on there")
  func largeTable() {
    let tracker = TestTracker()
    let peers = 12_000
    for number in 0..<peers { tracker.announce(.leecher(1, wanted: 0), from: .ipv4(number)) }
    tracker.store.forgetLoans()
    var schedule = makeSchedule()
    var mostAtOnce = 0
    var before = peers
    var isMoreDue = true
    while isMoreDue {
      isMoreDue = schedule.step(at: Instant(seconds: 10_000), swarms: tracker.store)
      mostAtOnce = max(mostAtOnce, before - tracker.store.totals.ipv4Peers)
      before = tracker.store.totals.ipv4Peers
    }
    #expect(tracker.store.totals.ipv4Peers == 0)
    #expect(tracker.store.loans.max() ?? 0 >= 4)
    // Buckets of a large swarm count as what they hold on average.
    #expect((1...2 * 2048).contains(mostAtOnce))
  }
}
