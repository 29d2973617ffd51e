// Tests of ExpirySchedule.swift: what it says of its own work.
import Swarms
import TestKit
import Testing
import TrackerCore

@Suite("The number of expiry's slices")
struct ExpirySliceCountTests {
  @Test("is one for each table of an empty tracker, in one pass", arguments: [1, 3, 16])
  func onePass(workers: Int) {
    let store = SingleThreadedStore()
    var slices: UInt64 = 0
    for worker in 0..<workers {
      var schedule = ExpirySchedule(worker: worker, of: workers, interval: 900, at: Instant(seconds: 0))
      while schedule.step(at: Instant(seconds: 30), swarms: store) {}
      slices += schedule.slices
    }
    #expect(slices == UInt64(SwarmLimits.tableCount))
    #expect(store.loans.allSatisfy { $0 == 1 })
  }
}
