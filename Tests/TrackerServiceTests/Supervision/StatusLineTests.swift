// The sentence of `systemctl status`.
import Swarms
import Testing

@testable import TrackerService

@Suite("The status line")
struct StatusLineTests {
  private func report(ipv4Peers: Int, ipv6Peers: Int, torrents: Int) -> WorkerReport {
    var report = WorkerReport()
    report.totals.ipv4Peers = ipv4Peers
    report.totals.ipv6Peers = ipv6Peers
    report.totals.torrents = torrents
    return report
  }

  /// A report of so many requests over each family that were answered, and of packets that are none.
  private func report(ipv4: Int, ipv6: Int, garbage: Int = 0) -> WorkerReport {
    var traffic = Traffic()
    for _ in 0..<ipv4 { _ = traffic.connectionID() }
    for _ in 0..<ipv6 { _ = traffic.connectionID(of: Traffic.ipv6) }
    for index in 0..<garbage { _ = traffic.answer([], from: index % 2 == 0 ? Traffic.ipv4 : Traffic.ipv6) }
    return traffic.report
  }

  @Test("tells peers, torrents, requests answered per second, the share of IPv6 in both, and losses")
  func whole() {
    var line = StatusLine(milliseconds: 0)
    var report = report(ipv4: 9000, ipv6: 3000, garbage: 500)
    report.totals = self.report(ipv4Peers: 12_000, ipv6Peers: 34, torrents: 811).totals
    #expect(
      line.refresh(report, kernelDrops: 1002, milliseconds: 5000)
        == "Serving 12,034 peers (34 over IPv6) in 811 torrents; answered 2,400 requests/s (25 % over IPv6);"
        + " lost 1,002 packets in the last hour")
  }

  @Test("has words for none and for one")
  func number() {
    var line = StatusLine(milliseconds: 0)
    #expect(
      line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 0)
        == "Serving 0 peers in 0 torrents; answered 0 requests/s; lost no packets in the last hour")
    let one = report(ipv4Peers: 0, ipv6Peers: 1, torrents: 1)
    #expect(
      line.refresh(one, kernelDrops: 1, milliseconds: 1)
        == "Serving 1 peer (1 over IPv6) in 1 torrent; answered 0 requests/s; lost 1 packet in the last hour")
  }

  @Test("measures rates since the last time, over what lies between alone")
  func rates() {
    var line = StatusLine(milliseconds: 1000)
    let samples = [
      (50, 50, " 20 requests/s (50 % over IPv6);"), (50, 75, " 5 requests/s (100 % over IPv6);"),
      (50, 75, " 0 requests/s;"),
    ]
    for (index, (ipv4, ipv6, text)) in samples.enumerated() {
      let report = report(ipv4: ipv4, ipv6: ipv6)
      let milliseconds = 6000 + UInt64(index) * 5000
      #expect(line.refresh(report, kernelDrops: 0, milliseconds: milliseconds).contains(text))
    }
  }

  @Test("repeats the last rate where it is asked again at once, and loses no request over it")
  func moment() {
    var line = StatusLine(milliseconds: 0)
    _ = line.refresh(report(ipv4: 50, ipv6: 0), kernelDrops: 0, milliseconds: 5000)
    #expect(line.refresh(report(ipv4: 100, ipv6: 0), kernelDrops: 0, milliseconds: 5001).contains(" 10 requests/s"))
    #expect(line.refresh(report(ipv4: 100, ipv6: 0), kernelDrops: 0, milliseconds: 10_000).contains(" 10 requests/s"))
  }

  @Test("counts nothing that was not answered among the requests, over either family")
  func garbage() {
    var line = StatusLine(milliseconds: 0)
    let text = line.refresh(report(ipv4: 20, ipv6: 0, garbage: 1000), kernelDrops: 0, milliseconds: 10_000)
    #expect(text.contains("; answered 2 requests/s (0 % over IPv6);"))
    let none = line.refresh(report(ipv4: 20, ipv6: 0, garbage: 5000), kernelDrops: 0, milliseconds: 20_000)
    #expect(none.contains("; answered 0 requests/s;"))
  }

  @Test("forgets a loss after an hour")
  func forgiven() {
    var line = StatusLine(milliseconds: 0)
    let early = line.refresh(WorkerReport(), kernelDrops: 7, milliseconds: 5000)
    #expect(early.hasSuffix("lost 7 packets in the last hour"))
    let late = line.refresh(WorkerReport(), kernelDrops: 7, milliseconds: 3_700_000)
    #expect(late.hasSuffix("lost no packets in the last hour"))
  }

  @Test("says so where nobody can read the log")
  func unheard() {
    var line = StatusLine(milliseconds: 0)
    line.isLogLost = true
    #expect(line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 1).hasSuffix(" hour; its log goes nowhere"))
  }

  @Test("ends with what is wrong, as long as it is")
  func complaint() {
    var line = StatusLine(milliseconds: 0)
    line.complaint = "; the last reload was refused, see the journal"
    #expect(line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 1).hasSuffix("hour\(line.complaint)"))
    line.complaint = ""
    #expect(line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 1).hasSuffix("hour"))
  }

  @Test(
    "groups digits by three",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (12_034, "12,034"), (123_456, "123,456"),
      (1_234_567, "1,234,567"),
    ])
  func grouped(number: Int, text: String) { #expect(StatusLine.grouped(number) == text) }
}
