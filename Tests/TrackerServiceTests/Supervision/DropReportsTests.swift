// Tests of the reports that are logged once a minute.
import LinuxIO
import Testing
import TrackerCore
import TrackerProtocol

@testable import TrackerService

@Suite("The minute's reports")
struct DropReportsTests {
  private static let other = Endpoint(address: IPAddress(ipv4: 0xcb00_7109), port: 1)

  /// A report of a worker that was sent so many datagrams too short to be a request.
  private func report(shortFrom source: Endpoint = Traffic.ipv4, _ count: Int) -> WorkerReport {
    var traffic = Traffic()
    for _ in 0..<count { _ = traffic.answer([1], from: source) }
    return traffic.report
  }

  @Test("are due after a minute, and not before")
  func period() {
    var reports = DropReports(workers: 1, milliseconds: 5000)
    let worker = [report(3)]
    #expect(reports.due(worker, kernelDrops: 0, milliseconds: 64_999, isDebug: false).isEmpty)
    let events = reports.due(worker, kernelDrops: 0, milliseconds: 65_000, isDebug: false)
    let text = "3 packets ignored in 60 s: datagram shorter than 16 bytes; one was from 192.0.2.0/24"
    #expect(events.map(\.text) == [text])
    #expect(reports.due(worker, kernelDrops: 0, milliseconds: 124_999, isDebug: false).isEmpty)
  }

  @Test("say nothing where nothing was dropped, and nothing twice")
  func silence() {
    var reports = DropReports(workers: 1, milliseconds: 0)
    var traffic = Traffic()
    _ = traffic.answer(Datagrams.announce(id: traffic.connectionID()))
    #expect(reports.report([traffic.report], kernelDrops: 0, milliseconds: 60_000, isDebug: false).isEmpty)
    _ = traffic.answer([])
    #expect(reports.report([traffic.report], kernelDrops: 4, milliseconds: 120_000, isDebug: false).count == 2)
    #expect(reports.report([traffic.report], kernelDrops: 4, milliseconds: 180_000, isDebug: false).isEmpty)
  }

  @Test("count what is new, of all workers, a line per reason")
  func deltas() {
    var reports = DropReports(workers: 2, milliseconds: 0)
    _ = reports.report([report(2), report(3)], kernelDrops: 10, milliseconds: 60_000, isDebug: false)
    var traffic = Traffic()
    for _ in 0..<4 { _ = traffic.answer([1]) }
    _ = traffic.answer(Datagrams.announce(id: 1))
    _ = traffic.answer(Datagrams.announce(id: traffic.connectionID(), port: 0))
    let events = reports.report([traffic.report, report(8)], kernelDrops: 15, milliseconds: 90_500, isDebug: false)
    #expect(events.map { $0.field("COUNT") } == ["5", "1", "7", "1"])
    #expect(events.allSatisfy { $0.field("SECONDS") == "30" })
    #expect(events[0].text.contains("receive buffer"))
    #expect(events[1].text.contains("refused"))
  }

  @Test("name a source of this minute, not one that another worker remembers")
  func source() {
    var reports = DropReports(workers: 2, milliseconds: 0)
    let old = report(shortFrom: Self.other, 1)
    _ = reports.report([WorkerReport(), old], kernelDrops: 0, milliseconds: 60_000, isDebug: false)
    let events = reports.report([report(1), old], kernelDrops: 0, milliseconds: 120_000, isDebug: true)
    #expect(events.map { $0.field("PEER_PREFIX") } == ["192.0.2.55:51413"])
  }

  @Test("tell of replies that did not leave, and why")
  func unsent() {
    var reports = DropReports(workers: 2, milliseconds: 0)
    var workers = [WorkerReport(), WorkerReport()]
    workers[0].repliesRefused = 2
    workers[0].lastRefusal = .networkUnreachable
    workers[1].repliesLost = 1
    let first = reports.report(workers, kernelDrops: 0, milliseconds: 60_000, isDebug: false)
    #expect(first.map { $0.field("REFUSED") } == ["2"] && first.map { $0.field("LOST") } == ["1"])
    #expect(reports.report(workers, kernelDrops: 0, milliseconds: 120_000, isDebug: false).isEmpty)
  }

  @Test("speak of a second at least, however short ago the last was")
  func noZeroSeconds() {
    var reports = DropReports(workers: 1, milliseconds: 1000)
    let events = reports.report([report(1)], kernelDrops: 0, milliseconds: 1000, isDebug: false)
    #expect(events.map { $0.field("SECONDS") } == ["1"])
  }
}
