// Tests of the log where there is no journal.
import Glibc
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

  @Test("counts the lines that nobody takes, and says so when somebody does")
  func lost() async {
    await #expect(processExitsWith: .success) {
      var ends: [CInt] = [0, 0]
      // Unsafe: two integers, written during the call.
      try #require(unsafe pipe(&ends) == 0)
      dup2(ends[1], 2)
      _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
      let log = Log()
      let event = LogEvent.packetsLost(2, seconds: 60)
      // More than a pipe holds.
      for _ in 0..<10_000 { log.record(event) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      var text: [UInt8] = []
      let drain = {
        while true {
          // Unsafe: the kernel writes to the array and no further.
          let count = unsafe read(ends[0], &bytes, bytes.count)
          guard count > 0 else { return }
          text += bytes.prefix(count)
        }
      }
      drain()
      let written = text.count { $0 == UInt8(ascii: "\n") }
      #expect((1..<10_000).contains(written))
      text = []
      log.tellLostLines()
      log.tellLostLines()
      log.record(event)
      drain()
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 2)
      #expect(
        lines.first?.hasPrefix("pico-tracker: warning: \(10_000 - written) lines of this log are missing") == true)
    }
  }

  @Test("is the log where JOURNAL_STREAM names another stream")
  func inherited() async {
    await #expect(processExitsWith: .success) {
      Environment.set("JOURNAL_STREAM", "1:1")
      #expect(!Log().isJournal)
    }
  }
}
