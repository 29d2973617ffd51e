// What a worker lets others know of itself.
internal import TrackerCore

/// A worker's counters, as it last published them.
struct WorkerReport: Sendable {
  /// How often the worker has published; it grows as long as the worker is not stuck.
  var rounds: UInt64 = 0
  /// What became of the datagrams.
  var statistics = Statistics()
  /// Replies that the kernel would not send: no route, a firewall.
  var repliesRefused: UInt64 = 0
  /// Replies given up because a send buffer stayed full.
  var repliesLost: UInt64 = 0

  static func += (left: inout WorkerReport, right: WorkerReport) {
    left.statistics += right.statistics
    left.repliesRefused &+= right.repliesRefused
    left.repliesLost &+= right.repliesLost
  }
}
