// Once a minute: how many datagrams were dropped or refused, a line per reason.
internal import TrackerCore

/// Turns counters that only grow into what happened since the last report.
struct DropReports: Sendable {
  /// Milliseconds between two reports.
  private static let periodMilliseconds: UInt64 = 60_000

  private var before = Statistics()
  private var kernelDropsBefore: UInt64 = 0
  private var reportedAt: UInt64

  init(milliseconds: UInt64) { reportedAt = milliseconds }

  /// The events that are due, none at most times.
  mutating func due(
    _ statistics: Statistics, kernelDrops: UInt64, milliseconds: UInt64, isDebug: Bool
  ) -> [LogEvent] {
    let elapsed = milliseconds &- reportedAt
    guard elapsed >= Self.periodMilliseconds else { return [] }
    return report(statistics, kernelDrops: kernelDrops, milliseconds: milliseconds, isDebug: isDebug)
  }

  /// The events since the last report, however short ago.
  mutating func report(
    _ statistics: Statistics, kernelDrops: UInt64, milliseconds: UInt64, isDebug: Bool
  ) -> [LogEvent] {
    let seconds = max((milliseconds &- reportedAt) / 1000, 1)
    var events: [LogEvent] = []
    if kernelDrops > kernelDropsBefore {
      events.append(.packetsDropped(kernelDrops - kernelDropsBefore, seconds: seconds))
    }
    for outcome in Outcome.allCases where outcome.isDrop || outcome.isRefusal {
      let count = statistics[outcome] &- before[outcome]
      guard count > 0 else { continue }
      events.append(
        .requestsRefused(
          outcome, count: count, seconds: seconds, latest: statistics.latestSource(of: outcome), isDebug: isDebug))
    }
    before = statistics
    kernelDropsBefore = kernelDrops
    reportedAt = milliseconds
    return events
  }
}
