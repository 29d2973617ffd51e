// Tests of the log events of requests: aggregates, single requests, and how much of an address they show.
import LinuxIO
import Systemd
import Testing
import TrackerCore
import TrackerProtocol

@testable import TrackerService

@Suite("Events of traffic")
struct LogEventTrafficTests {
  @Test("Losses in the kernel are a warning")
  func kernel() {
    let event = LogEvent.packetsLost(1200, seconds: 60)
    #expect(event.priority == .warning)
    #expect(event.text == "1200 packets lost in 60 s: the receive buffer was full")
    #expect(event.field("COUNT") == "1200" && event.field("SECONDS") == "60")
    #expect(LogEvent.packetsLost(1, seconds: 5).text.hasPrefix("1 packet lost"))
  }

  @Test("Each reason says whether it was answered with an error", arguments: Outcome.allCases)
  func refused(outcome: Outcome) {
    let event = LogEvent.requestsRefused(outcome, count: 2, seconds: 60, source: Traffic.ipv4, isDebug: false)
    let verb = outcome.isDrop ? "ignored" : "refused"
    #expect(event.priority == .informational)
    #expect(event.text == "2 packets \(verb) in 60 s: \(outcome.explanation); one was from 192.0.2.0/24")
    #expect(event.field("REASON") == outcome.explanation && event.field("PEER_PREFIX") == "192.0.2.0/24")
  }

  @Test("Addresses are cut unless there is debugging")
  func addresses() {
    func event(_ source: Endpoint, isDebug: Bool) -> LogEvent {
      .requestsRefused(.droppedShort, count: 1, seconds: 1, source: source, isDebug: isDebug)
    }
    #expect(event(Traffic.ipv4, isDebug: false).text.hasSuffix("; from 192.0.2.0/24"))
    #expect(event(Traffic.ipv6, isDebug: false).text.hasSuffix("; from 2001:db8:1234::/48"))
    #expect(event(Traffic.ipv4, isDebug: true).field("PEER_PREFIX") == "192.0.2.55:51413")
    #expect(event(Traffic.ipv6, isDebug: true).field("PEER_PREFIX") == "[2001:db8:1234:5678::9abc]:51414")
  }

  @Test("Replies that were not sent say why")
  func unsent() {
    let refused = LogEvent.repliesNotSent(refused: 3, lost: 2, reason: .networkUnreachable, seconds: 60)
    #expect(refused.priority == .warning)
    #expect(
      refused.text
        == "5 replies not sent in 60 s: the kernel refused 3, last for: Network is unreachable;"
        + " 2 had no room in a send buffer")
    #expect(refused.field("REFUSED") == "3" && refused.field("LOST") == "2")
    #expect(refused.field("REASON") == "Network is unreachable")
    let lost = LogEvent.repliesNotSent(refused: 0, lost: 1, reason: nil, seconds: 60)
    #expect(lost.text == "1 reply not sent in 60 s: the kernel refused 0; 1 had no room in a send buffer")
  }

  @Test("The times of steps come a line for each kind, none for a kind that there was not")
  func stepTimes() {
    var times = StepTimes()
    #expect(LogEvent.stepTimes(times).isEmpty)
    for nanoseconds: UInt64 in 1...1000 { times.expiry.record(nanoseconds * 8000) }
    let event = LogEvent.stepTimes(times)[0]
    #expect(LogEvent.stepTimes(times).count == 1 && event.priority == .debug)
    let fields = ["MEDIAN_USEC", "P99_USEC", "P999_USEC", "SLOWEST_USEC"].map { UInt64(event.field($0) ?? "") ?? 0 }
    #expect(event.field("STEP") == "expiry steps" && event.field("COUNT") == "1000" && fields[3] == 8000)
    #expect((4000...4500).contains(fields[0]) && (7920...8000).contains(fields[1]) && fields[2] >= 7992)
    #expect(
      event.text == "expiry steps: 1000; processor time: median \(fields[0]) µs, p99 \(fields[1]) µs, p99.9"
        + " \(fields[2]) µs, slowest 8000 µs")
    times.batches.record(1)
    times.answers.record(1)
    let steps = LogEvent.stepTimes(times).map { $0.field("STEP") }
    #expect(steps == ["batches", "batches without system calls", "expiry steps"])
    #expect(LogEvent.stepTimes(times)[0].text.hasSuffix("slowest 1 µs"), "no step takes no time")
  }

  @Test("A request has the whole address, and the info hash of an announce")
  func request() {
    let infoHash = InfoHash(first: 0x0102_0304_0506_0708, second: 0, third: 9)
    let event = LogEvent.request("announce", from: Traffic.ipv6, infoHash: infoHash)
    #expect(event.priority == .debug && event.text == "announce")
    #expect(event.field("PEER_PREFIX") == "[2001:db8:1234:5678::9abc]:51414")
    #expect(event.field("INFO_HASH") == "0102030405060708000000000000000000000009")
    #expect(LogEvent.request("connect", from: Traffic.ipv4, infoHash: nil).field("INFO_HASH") == nil)
  }

  @Test(
    "A prefix keeps 24 bits of IPv4 and 48 of IPv6",
    arguments: [
      (IPAddress(ipv4: 0xffff_ffff), "255.255.255.0/24"), (IPAddress(ipv4: 0x0102_0304), "1.2.3.0/24"),
      (IPAddress(high: .max, low: .max), "ffff:ffff:ffff::/48"), (IPAddress(high: 0, low: 1), "::/48"),
    ])
  func prefix(address: IPAddress, text: String) { #expect(address.prefixText == text) }
}
