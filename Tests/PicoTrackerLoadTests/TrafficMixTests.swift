// Tests of the mix of requests: which kinds, which events, how many of each.
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("The mix of requests")
struct TrafficMixTests {
  @Test("Requests come in the proportion of their weights")
  func weights() {
    let mix = TrafficMix(weights: (2, 7, 1))
    var random = SplitMix(seed: 11)
    var counts = [RequestKind: Int]()
    for _ in 0..<50_000 { counts[mix.kind(&random), default: 0] += 1 }
    #expect(abs(counts[.connect, default: 0] - 10_000) < 500)
    #expect(abs(counts[.announce, default: 0] - 35_000) < 500)
    #expect(abs(counts[.scrape, default: 0] - 5_000) < 400)
  }

  @Test("A weight of 0 means never", arguments: RequestKind.allCases)
  func alone(kind: RequestKind) {
    let mix = TrafficMix(
      weights: (kind == .connect ? 1 : 0, kind == .announce ? 1 : 0, kind == .scrape ? 1 : 0))
    var random = SplitMix(seed: 2)
    let kinds = (0..<1000).map { _ in mix.kind(&random) }
    #expect(Set(kinds) == [kind])
  }

  @Test("Events come in their shares, and most announces report none")
  func events() {
    let mix = TrafficMix(weights: (0, 1, 0), events: EventShares(started: 0.1, completed: 0.2, stopped: 0.3))
    var random = SplitMix(seed: 12)
    var counts = [AnnouncedEvent: Int]()
    for _ in 0..<50_000 { counts[mix.event(&random), default: 0] += 1 }
    #expect(abs(counts[.started, default: 0] - 5_000) < 400)
    #expect(abs(counts[.completed, default: 0] - 10_000) < 500)
    #expect(abs(counts[.stopped, default: 0] - 15_000) < 500)
    #expect(abs(counts[.none, default: 0] - 20_000) < 600)
  }

  @Test("Only the proportion of the weights counts, not their size")
  func proportion() {
    let kinds = [1.0, 1024].map { scale in
      let mix = TrafficMix(weights: (scale, 2 * scale, scale))
      var random = SplitMix(seed: 3)
      return (0..<500).map { _ in mix.kind(&random) }
    }
    #expect(kinds[0] == kinds[1])
  }

  @Test("Events that take all announces leave none without one, and without shares there is none")
  func allEvents() {
    let full = TrafficMix(weights: (0, 1, 0), events: EventShares(started: 0.5, completed: 0.25, stopped: 0.25))
    let plain = TrafficMix(weights: (0, 1, 0))
    var random = SplitMix(seed: 4)
    let (all, none) = ((0..<1000).map { _ in full.event(&random) }, (0..<1000).map { _ in plain.event(&random) })
    #expect(Set(all) == [.started, .completed, .stopped])
    #expect(Set(none) == [.none])
  }

  @Test("Kinds and events have the codes of BEP 15")
  func codes() {
    #expect(RequestKind.allCases.map(\.action.rawValue) == [0, 1, 2])
    #expect(RequestKind.allCases.map(\.rawValue) == [0, 1, 2])
    #expect([AnnouncedEvent.none, .completed, .started, .stopped].map(\.rawValue) == [0, 1, 2, 3])
  }
}
