// Tests of the counters of a run and of the sums made of them.
import Testing

@testable import pico_tracker_load

@Suite("The counters of a run")
struct TallyTests {
  /// A tally in which every counter has a number of its own.
  private var tally: Tally {
    var tally = Tally()
    for (place, kind) in RequestKind.allCases.enumerated() {
      let step = UInt64(place) + 1
      tally[kind].sent = 1000 * step
      tally[kind].answered = 100 * step
      tally[kind].refused = 10 * step
      tally[kind].faulty = step
      tally[kind].lost = 7 * step
    }
    return tally
  }

  @Test("A reply is an answer, a refusal or a faulty one; what was lost is none")
  func repliesOfAKind() {
    #expect(tally[.connect].replies == 111)
    #expect(tally[.scrape].replies == 333)
  }

  @Test("All that the server sent includes what nobody waited for")
  func replies() {
    var tally = tally
    #expect(tally.replies == 666)
    tally.staleAnswered = 4000
    tally.unexpected = 50_000
    tally.staleSent = 1
    #expect(tally.replies == 54_666)
  }

  @Test("Troubles are summed over the kinds, each apart")
  func troubles() {
    #expect(tally.lost == 42)
    #expect(tally.refused == 60)
    #expect(tally.faulty == 6)
  }

  @Test("The latencies of all kinds together leave those of each as they are")
  func latency() {
    var tally = Tally()
    for _ in 0..<3 { tally[.connect].latency.record(4) }
    tally[.announce].latency.record(9)
    #expect(tally.latency.total == 4)
    #expect(tally.latency.percentile(0.75) == 4)
    #expect(tally.latency.percentile(0.76) == 9)
    #expect(tally[.connect].latency.total == 3 && tally[.scrape].latency.total == 0)
  }
}
