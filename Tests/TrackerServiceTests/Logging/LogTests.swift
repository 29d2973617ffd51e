// Where lines go where there is no journal.
import TestKit
import Testing

@testable import TrackerService

@Suite("The log on standard error")
struct LogTests {
  @Test("marks what is wrong, and nothing else")
  func marks() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let log = Log()
      #expect(!log.isJournal)
      log.record(.reloadWithoutSettings(keeping: LiveSettings()))
      log.record(.packetsLost(2, seconds: 60))
      log.record(.bindFailed(port: 1, reason: "r", message: "no port"))
      log.record(.workerStuck(0, microseconds: 1000))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("pico-tracker: ") }
    #expect(
      lines.map { $0.dropFirst("pico-tracker: ".count).prefix(12) }
        == ["SIGHUP broug", "warning: 2 p", "error: no po", "error: worke"])
  }

  @Test("is the log where JOURNAL_STREAM names another stream")
  func inherited() async {
    await #expect(processExitsWith: .success) {
      Environment.set("JOURNAL_STREAM", "1:1")
      #expect(!Log().isJournal)
    }
  }
}
