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

  /// A report of so many datagrams over each family.
  private func report(ipv4: Int, ipv6: Int) -> WorkerReport {
    var traffic = Traffic()
    for _ in 0..<ipv4 { _ = traffic.answer([]) }
    for _ in 0..<ipv6 { _ = traffic.answer([], from: Traffic.ipv6) }
    return traffic.report
  }

  @Test("tells peers, torrents, requests per second, the share of IPv6, and drops")
  func whole() {
    var line = StatusLine(milliseconds: 0)
    var report = report(ipv4: 9000, ipv6: 3000)
    report.totals = self.report(ipv4Peers: 12_000, ipv6Peers: 34, torrents: 811).totals
    #expect(
      line.refresh(report, kernelDrops: 1002, milliseconds: 5000)
        == "Serving 12,034 peers in 811 torrents; 2,400 requests/s, 25 % over IPv6; 1,002 dropped for lack of buffer")
  }

  @Test("has words for none and for one")
  func number() {
    var line = StatusLine(milliseconds: 0)
    #expect(
      line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 0)
        == "Serving 0 peers in 0 torrents; 0 requests/s, 0 % over IPv6; 0 dropped for lack of buffer")
    let one = report(ipv4Peers: 0, ipv6Peers: 1, torrents: 1)
    #expect(line.refresh(one, kernelDrops: 0, milliseconds: 1).hasPrefix("Serving 1 peer in 1 torrent;"))
  }

  @Test("measures rates since the last time, over what lies between alone")
  func rates() {
    var line = StatusLine(milliseconds: 1000)
    let samples = [(50, 50, " 20 requests/s, 50 %"), (50, 75, " 5 requests/s, 100 %"), (50, 75, " 0 requests/s, 0 %")]
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

  @Test("ends with what is wrong, as long as it is")
  func complaint() {
    var line = StatusLine(milliseconds: 0)
    line.complaint = "; the last reload was refused, see the journal"
    #expect(line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 1).hasSuffix("buffer\(line.complaint)"))
    line.complaint = ""
    #expect(line.refresh(WorkerReport(), kernelDrops: 0, milliseconds: 1).hasSuffix("buffer"))
  }

  @Test(
    "groups digits by three",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (12_034, "12,034"), (123_456, "123,456"),
      (1_234_567, "1,234,567"),
    ])
  func grouped(number: Int, text: String) { #expect(StatusLine.grouped(number) == text) }
}
