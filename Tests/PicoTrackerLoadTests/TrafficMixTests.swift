import Testing

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
}
