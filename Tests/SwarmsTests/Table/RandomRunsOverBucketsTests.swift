// Tests of RandomRuns.swift: runs over the buckets of a large swarm, full and empty ones.
import Testing

@testable import Swarms

@Suite("A random run over buckets")
struct RandomRunsOverBucketsTests {
  /// Sizes of buckets: even ones, and such as expiry or damage may leave.
  static let sizes = [[5], [3, 4, 5], [0, 6, 0, 0, 1], [1, 30, 0, 2], [0, 0, 0, 0, 0, 0, 0, 9]]

  /// The positions of all peers in the order of their numbers.
  private func positions(_ sizes: [Int]) -> [PeerBuckets.Position] {
    sizes.indices.flatMap { bucket in
      (0..<sizes[bucket]).map { PeerBuckets.Position(bucket: bucket, index: $0) }
    }
  }

  @Test("is of neighbours in the ring of all buckets, and never of the one to leave out (A-29)", arguments: sizes)
  func ring(sizes: [Int]) {
    let positions = positions(sizes)
    var harness = RunHarness(sizes)
    for skipped in [nil] + positions.indices.map(Optional.some) {
      let ring = positions.indices.filter { $0 != skipped }
      for count in 1...ring.count + 2 {
        let run = harness.run(count, but: skipped.map { positions[$0] })
        guard let first = run.first, let start = ring.firstIndex(of: first),
          run == (0..<min(count, ring.count)).map({ ring[(start + $0) % ring.count] })
        else {
          Issue.record("\(run) is no run of \(count) in \(ring)")
          return
        }
      }
    }
  }

  @Test("of everybody begins with the first bucket and leaves nothing to chance", arguments: sizes)
  func everybody(sizes: [Int]) {
    let count = sizes.reduce(0, +)
    var harness = RunHarness(sizes)
    for wanted in [count, count + 1, 4 * count] {
      let run = harness.run(wanted)
      let tookChance = harness.tookChance
      #expect(run == Array(0..<count) && !tookChance)
    }
    let nobody = harness.run(0)
    let tookChance = harness.tookChance
    #expect(nobody.isEmpty && !tookChance)
  }

  @Test(
    "begins with each peer equally often, however uneven the buckets are (A-34)",
    arguments: sizes.filter { $0.count > 1 }, [false, true])
  func even(sizes: [Int], leavesOut: Bool) {
    let positions = positions(sizes)
    let skipped = leavesOut ? positions.count / 2 : nil
    var harness = RunHarness(sizes)
    var tally = Array(repeating: 0, count: positions.count)
    for _ in 0..<positions.count * 300 {
      for number in harness.run(1, but: skipped.map { positions[$0] }) { tally[number] += 1 }
    }
    if let skipped {
      let count = tally.remove(at: skipped)
      #expect(count == 0)
    }
    #expect(tally.reduce(0, +) == positions.count * 300)
    #expect(ChiSquare(of: tally).isPlausible, "\(tally)")
  }
}
