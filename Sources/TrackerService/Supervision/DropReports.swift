// Reports of dropped and refused datagrams: once a minute, a line per reason.
internal import TrackerCore
internal import TrackerProtocol

/// Turns counters that only grow into what happened since the last report.
struct DropReports: Sendable {
  /// Milliseconds between two reports.
  private static let periodMilliseconds: UInt64 = 60_000

  /// The counters of each worker at the last report.
  private var before: [WorkerReport]
  private var kernelDropsBefore: UInt64 = 0
  private var reportedAt: UInt64

  init(workers: Int, milliseconds: UInt64) {
    before = Array(repeating: WorkerReport(), count: workers)
    reportedAt = milliseconds
  }

  /// The events that are due, none at most times.
  mutating func due(
    _ reports: [WorkerReport], kernelDrops: UInt64, milliseconds: UInt64, isDebug: Bool
  ) -> [LogEvent] {
    let elapsed = milliseconds &- reportedAt
    guard elapsed >= Self.periodMilliseconds else { return [] }
    return report(reports, kernelDrops: kernelDrops, milliseconds: milliseconds, isDebug: isDebug)
  }

  /// The events since the last report, however short ago.
  mutating func report(
    _ reports: [WorkerReport], kernelDrops: UInt64, milliseconds: UInt64, isDebug: Bool
  ) -> [LogEvent] {
    let seconds = max((milliseconds &- reportedAt) / 1000, 1)
    var events: [LogEvent] = []
    if kernelDrops > kernelDropsBefore {
      events.append(.packetsLost(kernelDrops - kernelDropsBefore, seconds: seconds))
    }
    for outcome in Outcome.allCases where outcome.isDrop || outcome.isRefusal {
      guard let (count, source) = growth(of: outcome, in: reports) else { continue }
      events.append(.requestsRefused(outcome, count: count, seconds: seconds, source: source, isDebug: isDebug))
    }
    if let event = unsentReplies(reports, seconds) { events.append(event) }
    before = reports
    kernelDropsBefore = kernelDrops
    reportedAt = milliseconds
    return events
  }

  /// How often an outcome came about since the last report, and one of the sources; nil if it did not.
  private func growth(of outcome: Outcome, in reports: [WorkerReport]) -> (count: UInt64, source: Endpoint)? {
    var growth: (count: UInt64, source: Endpoint)?
    for (report, before) in zip(reports, before) {
      let count = report.statistics[outcome] &- before.statistics[outcome]
      // A worker without a new one remembers an old source only, which has no part in this.
      guard count > 0 else { continue }
      growth = ((growth?.count ?? 0) &+ count, report.statistics.latestSource(of: outcome))
    }
    return growth
  }

  private func unsentReplies(_ reports: [WorkerReport], _ seconds: UInt64) -> LogEvent? {
    let now = WorkerReport(sumOf: reports)
    let then = WorkerReport(sumOf: before)
    let refused = now.repliesRefused &- then.repliesRefused
    let lost = now.repliesLost &- then.repliesLost
    guard refused > 0 || lost > 0 else { return nil }
    return .repliesNotSent(refused: refused, lost: lost, reason: now.lastRefusal, seconds: seconds)
  }
}
