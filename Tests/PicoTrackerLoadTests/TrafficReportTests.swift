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
}
