// One sentence on how the tracker is doing.
internal import Swarms
internal import TrackerCore

/// What `systemctl status` shows.
struct StatusLine: Sendable {
  /// The counters at the last refresh, for rates.
  private var before = Statistics()
  private var beforeMilliseconds: UInt64
  /// What is wrong with the last reload, or empty.
  var complaint = ""

  init(milliseconds: UInt64) { beforeMilliseconds = milliseconds }

  /// The sentence for now; rates are since the last call.
  mutating func refresh(
    _ statistics: Statistics, _ totals: SwarmTotals, kernelDrops: UInt64, milliseconds: UInt64
  ) -> String {
    let elapsed = max(milliseconds &- beforeMilliseconds, 1)
    let requests = statistics.datagrams &- before.datagrams
    let overIPv6 = statistics.ipv6Datagrams &- before.ipv6Datagrams
    before = statistics
    beforeMilliseconds = milliseconds
    let peers = totals.ipv4Peers + totals.ipv6Peers
    return "Serving \(Self.grouped(peers)) peer\(peers == 1 ? "" : "s") in \(Self.grouped(totals.torrents))"
      + " torrent\(totals.torrents == 1 ? "" : "s"); \(Self.grouped(Int(requests * 1000 / elapsed))) requests/s,"
      + " \(requests == 0 ? 0 : overIPv6 * 100 / requests) % over IPv6;"
      + " \(Self.grouped(Int(kernelDrops))) dropped for lack of buffer" + complaint
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
