// Tests of RandomRuns.swift: runs of neighbours from random places in one block.
import Testing

@testable import Swarms

/// A stretch of a block of 20 peers, with or without somebody to leave out.
struct RunCase: Sendable, CustomTestStringConvertible {
  var start: Int
  var end: Int
  var skipped = -1

  /// Those who may be in a run, in their order.
  var ring: [Int] { (start..<end).filter { $0 != skipped } }

  var testDescription: String { "\(start) to \(end) without \(skipped)" }

  static let all = [
    RunCase(start: 0, end: 20), RunCase(start: 2, end: 12), RunCase(start: 18, end: 20),
    RunCase(start: 0, end: 20, skipped: 0), RunCase(start: 0, end: 20, skipped: 19),
    RunCase(start: 3, end: 11, skipped: 3), RunCase(start: 3, end: 11, skipped: 7),
    RunCase(start: 3, end: 11, skipped: 10), RunCase(start: 5, end: 7, skipped: 5),
  ]
}

@Suite("A random run of one block")
struct RandomRunsTests {
  @Test("is of neighbours in a ring, from every start equally often (A-34)", arguments: RunCase.all)
  func ring(example: RunCase) {
    let ring = example.ring
    var harness = RunHarness([20])
    for count in 1..<max(ring.count, 2) where count < ring.count {
      var starts = Array(repeating: 0, count: ring.count)
      for _ in 0..<ring.count * 100 {
        let run = harness.run(count, from: example.start, to: example.end, but: example.skipped)
        guard let first = run.first, let start = ring.firstIndex(of: first),
          run == (0..<count).map({ ring[(start + $0) % ring.count] })
        else {
          Issue.record("\(run) is no run of \(count) in \(ring)")
          return
        }
        starts[start] += 1
      }
      #expect(ChiSquare(of: starts).isPlausible, "\(starts)")
    }
  }

  @Test("of everybody is in order and leaves nothing to chance (A-29)", arguments: RunCase.all)
  func everybody(example: RunCase) {
    var harness = RunHarness([20])
    let run = harness.run(example.ring.count, from: example.start, to: example.end, but: example.skipped)
    let tookChance = harness.tookChance
    #expect(run == example.ring && !tookChance)
  }

  @Test("of nobody writes nothing and leaves nothing to chance", arguments: RunCase.all, [0, -1])
  func nobody(example: RunCase, count: Int) {
    var harness = RunHarness([20])
    let run = harness.run(count, from: example.start, to: example.end, but: example.skipped)
    let tookChance = harness.tookChance
    #expect(run.isEmpty && !tookChance)
  }
}
