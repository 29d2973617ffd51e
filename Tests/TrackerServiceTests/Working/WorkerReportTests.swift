// Tests of adding up the reports of workers.
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("A worker's report")
struct WorkerReportTests {
  @Test("sums with others, field by field")
  func sum() {
    var traffic = Traffic()
    _ = traffic.answer(Datagrams.announce(id: traffic.connectionID(), left: 0))
    _ = traffic.answer([], from: Traffic.ipv6)
    _ = traffic.connectionID(of: Traffic.ipv6)
    var first = traffic.report
    first.repliesRefused = 3
    first.lastRefusal = .networkUnreachable
    first.repliesLost = 5
    var second = WorkerReport()
    second.repliesRefused = 1
    second.rounds = 9
    let sum = WorkerReport(sumOf: [first, second, first])
    #expect(sum.statistics.datagrams == 8)
    #expect(sum.statistics[.announced] == 2 && sum.statistics[.connected] == 4 && sum.statistics[.droppedShort] == 2)
    #expect(sum.statistics.ipv6Answers == 2)
    #expect(sum.repliesRefused == 7 && sum.repliesLost == 10)
    #expect(sum.lastRefusal == .networkUnreachable)
    #expect(sum.totals.torrents == 2 && sum.totals.ipv4Peers == 2)
    #expect(sum.rounds == 0)
  }

  @Test("of nobody is empty")
  func nobody() {
    let sum = WorkerReport(sumOf: [])
    #expect(sum.statistics.datagrams == 0 && sum.repliesRefused == 0 && sum.lastRefusal == nil)
  }

  @Test("counts what a round of sending left over, and remembers the last reason")
  func sent() {
    var report = WorkerReport()
    var outcome = SendOutcome()
    outcome.sent = 10
    outcome.refused = 2
    outcome.lastRefusal = .networkUnreachable
    report.count(outcome)
    outcome = SendOutcome()
    outcome.lost = 4
    report.count(outcome)
    #expect(report.repliesRefused == 2 && report.repliesLost == 4)
    #expect(report.lastRefusal == .networkUnreachable)
  }
}
