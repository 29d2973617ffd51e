// Tests of the list of a batch's requests and of how it counts those that were sent.
import Testing

@testable import pico_tracker_load

@Suite("The requests of one batch")
struct AddedRequestsTests {
  private func counts(_ tally: Tally) -> [UInt64] {
    RequestKind.allCases.map { tally[$0].sent } + [tally.staleSent]
  }

  @Test("Transaction ids are remembered in the order they were added")
  func order() {
    var added = AddedRequests()
    for id in 0..<UInt32(LoadLimits.batch) { added.append(id * 3, .announce) }
    #expect((0..<LoadLimits.batch).map { added[$0] } == (0..<UInt32(LoadLimits.batch)).map { $0 * 3 })
  }

  @Test(
    "Only what the kernel took counts as sent, each under its kind",
    arguments: [(0, [0, 0, 0, 0]), (1, [0, 1, 0, 0]), (3, [0, 1, 1, 1]), (5, [1, 2, 1, 1])] as [(Int, [UInt64])])
  func sent(count: Int, expected: [UInt64]) {
    var added = AddedRequests()
    for kind in [.announce, .stale, .scrape, .connect, .announce] as [AddedRequests.Kind] { added.append(1, kind) }
    var tally = Tally()
    added.count(count, tally: &tally)
    #expect(counts(tally) == expected)
  }

  @Test("Counting adds to what was counted before")
  func adding() {
    var added = AddedRequests()
    added.append(1, .scrape)
    var tally = Tally()
    tally[.scrape].sent = 5
    added.count(1, tally: &tally)
    #expect(counts(tally) == [0, 0, 6, 0])
  }
}
