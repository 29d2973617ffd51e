// The times of a worker's steps, of all workers together.
import Testing

@testable import TrackerService

@Suite("The times of steps")
struct StepTimesTests {
  @Test("add up, each kind by itself")
  func sum() {
    var first = StepTimes()
    first.batches.record(10)
    var second = StepTimes()
    second.batches.record(30)
    second.answers.record(25)
    second.expiry.record(20)
    second.snapshots.record(15)
    first.add(second)
    #expect(first.batches.count == 2 && first.batches.slowest == 30)
    #expect(first.answers.count == 1 && first.answers.slowest == 25)
    #expect(first.expiry.count == 1 && first.expiry.slowest == 20)
    #expect(first.snapshots.count == 1 && first.snapshots.slowest == 15)
  }
}
