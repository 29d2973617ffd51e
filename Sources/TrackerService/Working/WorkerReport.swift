// The counters that a worker publishes.
internal import LinuxIO
internal import Swarms
internal import TrackerCore

/// A worker's counters, as it last published them.
struct WorkerReport: Sendable {
  /// How often the worker has published; it grows as long as the worker is not stuck.
  var rounds: UInt64 = 0
  /// What became of the datagrams.
  var statistics = Statistics()
  /// Replies that the kernel would not send: no route, a firewall.
  var repliesRefused: UInt64 = 0
  /// Why the last one was not sent; nil if none was refused.
  var lastRefusal: Errno?
  /// Replies given up because a send buffer stayed full.
  var repliesLost: UInt64 = 0
  /// What the tables hold that the worker keeps free of silent peers.
  var totals = SwarmTotals()
}

extension WorkerReport {
  /// Counts the replies of one round that did not leave.
  mutating func count(_ sent: SendOutcome) {
    repliesRefused &+= UInt64(sent.refused)
    lastRefusal = sent.lastRefusal ?? lastRefusal
    repliesLost &+= UInt64(sent.lost)
  }

  /// What all workers report together; rounds are each worker's own and stay 0.
  init(sumOf reports: [WorkerReport]) {
    for report in reports {
      statistics += report.statistics
      repliesRefused &+= report.repliesRefused
      lastRefusal = report.lastRefusal ?? lastRefusal
      repliesLost &+= report.repliesLost
      totals += report.totals
    }
  }
}
