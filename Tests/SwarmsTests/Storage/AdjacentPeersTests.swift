// Tests of AdjacentPeers.swift: what is copied of a block, and where it is written.
import Testing

@testable import Swarms

@Suite("Adjacent peers of a block")
struct AdjacentPeersTests {
  @Test(
    "are copied one behind the other, and nothing else",
    arguments: [(0, 1), (0, 9), (3, 4), (8, 1), (0, 0), (9, 0)])
  func runs(start: Int, count: Int) {
    var harness = RunHarness([9])
    let listed = harness.neighbours(start, count)
    #expect(listed == Array(start..<start + count))
  }

  @Test("are none if there are fewer than none", arguments: [-1, -9])
  func none(count: Int) {
    var harness = RunHarness([9])
    let listed = harness.neighbours(4, count)
    #expect(listed.isEmpty)
  }
}
