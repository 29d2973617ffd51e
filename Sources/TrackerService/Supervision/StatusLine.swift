// One sentence on how the tracker is doing.
internal import Swarms
internal import TrackerCore

/// What `systemctl status` shows.
struct StatusLine: Sendable {
  /// The shortest time that a rate is measured over, in milliseconds. Workers publish their counters a few times a second, so
  /// a moment shows no request at all, or too many.
  private static let shortestMeasurement: UInt64 = 2000

  /// The counters when rates were measured last.
  private var before = Statistics()
  private var measuredAt: UInt64
  /// Requests per second, as measured last.
  private var rate: UInt64 = 0
  /// Of these requests, how many came over IPv6, in percent.
  private var ipv6Share: UInt64 = 0
  /// What is wrong with the last reload, or empty.
  var complaint = ""

  init(milliseconds: UInt64) { measuredAt = milliseconds }

  /// The sentence for now; rates are since the last call, unless that was only a moment ago.
  mutating func refresh(_ report: WorkerReport, kernelDrops: UInt64, milliseconds: UInt64) -> String {
    measure(report.statistics, milliseconds)
    let peers = report.totals.ipv4Peers + report.totals.ipv6Peers
    let torrents = report.totals.torrents
    return "Serving \(Self.grouped(peers)) peer\(peers == 1 ? "" : "s") in \(Self.grouped(torrents))"
      + " torrent\(torrents == 1 ? "" : "s"); \(Self.grouped(Int(rate))) requests/s, \(ipv6Share) % over IPv6;"
      + " \(Self.grouped(Int(kernelDrops))) dropped for lack of buffer" + complaint
  }

  private mutating func measure(_ statistics: Statistics, _ milliseconds: UInt64) {
    let elapsed = milliseconds &- measuredAt
    guard elapsed >= Self.shortestMeasurement else { return }
    let requests = statistics.datagrams &- before.datagrams
    let overIPv6 = statistics.ipv6Datagrams &- before.ipv6Datagrams
    rate = requests * 1000 / elapsed
    ipv6Share = requests == 0 ? 0 : overIPv6 * 100 / requests
    before = statistics
    measuredAt = milliseconds
  }

  /// A number with its digits in groups of three: 12,034.
  static func grouped(_ number: Int) -> String {
    let digits = "\(number)".utf8
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }
}
