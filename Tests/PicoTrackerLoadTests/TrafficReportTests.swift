// Tests of the report of a run of traffic, for people and for programs.
import Testing

@testable import pico_tracker_load

@Suite("Reports")
struct TrafficReportTests {
  private var report: TrafficReport {
    var tally = Tally()
    tally[.announce].sent = 10
    tally[.announce].answered = 8
    tally[.announce].lost = 2
    tally[.announce].replyBytes = 8 * 320
    for _ in 0..<8 { tally[.announce].latency.record(20_000) }
    return TrafficReport(
      seconds: 2, tally: tally, serverUse: ProcessorUse(total: 16_000, userTicks: 1, systemTicks: 3),
      serverMemory: MemoryUse(resident: 2 << 20, proportional: 1 << 20), ownTime: 8000)
  }

  @Test("The table has a row for each kind that was asked, and the server's costs below it")
  func table() {
    let text = report.description
    #expect(text.contains("announce          4    320"))
    #expect(!text.contains("scrape"))
    #expect(text.contains("server CPU  2.00 µs per reply: user 0.50, system 1.50"))
    #expect(text.contains("server RSS  2.0 MiB, PSS 1.0 MiB"))
  }

  @Test("The JSON has the same numbers")
  func json() {
    let text = report.json.description
    #expect(text.contains("\"server_cpu_us_per_reply\": 2.0000"))
    #expect(text.contains("\"lost\": 2"))
    #expect(text.contains("\"replies_per_second\": 4.0000"))
  }

  /// The lines below the table.
  private func remarks(_ tally: Tally) -> [Substring] {
    let report = TrafficReport(seconds: 1, tally: tally, serverUse: nil, serverMemory: nil, ownTime: 4000)
    return report.description.split(separator: "\n\n").last?.split(separator: "\n") ?? []
  }

  @Test("A run without a reply has no costs per reply, and says nothing of what did not happen")
  func nothing() {
    #expect(remarks(Tally()) == ["own CPU     – µs per reply"])
    let report = TrafficReport(seconds: 1, tally: Tally(), serverUse: nil, serverMemory: nil, ownTime: 4000)
    #expect(report.microsecondsPerReply(4000).isNaN)
    #expect(report.json.description.hasSuffix("\"own_cpu_us_per_reply\": null}"))
  }

  @Test("Whatever went wrong has a line, in words")
  func troubles() {
    var tally = Tally()
    tally.staleSent = 1200
    tally.staleAnswered = 1
    tally.unexpected = 3
    tally.refusalText = "no"
    tally.fault = .brokenPeer
    #expect(
      remarks(tally) == [
        "own CPU     1.00 µs per reply", "stale ids   1,200 sent, 1 of them answered",
        "unexpected  3 replies to no request under way", "refused     \"no\"",
        "faulty      part of a peer at the end",
      ])
  }

  @Test("The row of all has every reply, the illegal ones too")
  func all() throws {
    var tally = report.tally
    tally[.connect].sent = 5
    tally[.connect].refused = 1
    tally[.connect].faulty = 3
    let text = TrafficReport(seconds: 2, tally: tally, serverUse: nil, serverMemory: nil, ownTime: 0).description
    let rows = text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(try #require(rows.first { $0.first == "connect" }).dropFirst().prefix(4) == ["0", "1", "0", "3"])
    #expect(try #require(rows.first { $0.first == "all" }).dropFirst().prefix(4) == ["6", "1", "2", "3"])
  }

  @Test("The JSON has all kinds, the percentiles in microseconds, and troubles only if there were any")
  func jsonMembers() {
    let text = report.json.description
    #expect(text.hasPrefix("{\"seconds\": 2.0000, \"connect\": {\"sent\": 0, \"answered\": 0, "))
    #expect(text.contains("\"latency_us\": {\"p50\": 20.4790, \"p90\": 20.4790, "))
    #expect(text.contains("\"server_rss_bytes\": 2097152, \"server_pss_bytes\": 1048576}"))
    #expect(!text.contains("refusal\"") && !text.contains("fault\""))
  }
}
