// The sentence that `systemctl status` shows.
internal import Swarms
internal import TrackerCore

/// What `systemctl status` shows. Each number in it has a subject of its own.
struct StatusLine: Sendable {
  /// The shortest time that a rate is measured over, in milliseconds. Workers publish their counters a few times a second, so
  /// a moment shows no request at all, or too many.
  private static let shortestMeasurement: UInt64 = 2000

  /// The counters when rates were measured last: of all answers, and of those over IPv6.
  private var answersBefore: UInt64 = 0
  private var ipv6AnswersBefore: UInt64 = 0
  private var measuredAt: UInt64
  /// Requests answered per second, as measured last.
  private var rate: UInt64 = 0
  /// Of these requests, how many came over IPv6, in percent.
  private var ipv6Share: UInt64 = 0
  private var losses: RecentLosses
  /// What is wrong with the last reload, or empty.
  var complaint = ""
  /// Whether nobody can read the log, so that this sentence is the only one.
  var isLogLost = false

  init(milliseconds: UInt64) {
    measuredAt = milliseconds
    losses = RecentLosses(milliseconds: milliseconds)
  }

  /// The sentence for now; rates are since the last call, unless that was only a moment ago.
  mutating func refresh(_ report: WorkerReport, kernelDrops: UInt64, milliseconds: UInt64) -> String {
    measure(report.statistics, milliseconds)
    losses.note(total: kernelDrops, milliseconds: milliseconds)
    let lost = losses.lastHour
    return "Serving \(Self.counted(report.totals.peers, "peer"))"
      + (report.totals.peers > 0 ? " (\(Self.grouped(report.totals.ipv6Peers)) over IPv6)" : "")
      + " in \(Self.counted(report.totals.torrents, "torrent"));"
      + " answered \(Self.grouped(Int(rate))) requests/s" + (rate > 0 ? " (\(ipv6Share) % over IPv6)" : "")
      + "; lost \(lost == 0 ? "no packets" : Self.counted(Int(lost), "packet")) in the last hour"
      + (isLogLost ? "; its log goes nowhere" : "") + complaint
  }

  private mutating func measure(_ statistics: Statistics, _ milliseconds: UInt64) {
    let elapsed = milliseconds &- measuredAt
    guard elapsed >= Self.shortestMeasurement else { return }
    let answers = statistics.datagrams &- statistics.drops
    let new = answers &- answersBefore
    rate = new * 1000 / elapsed
    ipv6Share = new == 0 ? 0 : (statistics.ipv6Answers &- ipv6AnswersBefore) * 100 / new
    answersBefore = answers
    ipv6AnswersBefore = statistics.ipv6Answers
    measuredAt = milliseconds
  }

  /// A number and what is counted, in the plural but for one.
  private static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
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
