// The swarms of an earlier run come back, before anybody is served.
internal import LinuxIO
internal import TrackerCore

extension Tracker {
  /// Restores the swarms of the first of the states that is sound and fresh, and says so. Returns that state, or nil.
  func restoreSwarms(from states: [EarlierState]) -> EarlierState? {
    for state in states {
      let age = clock.now.seconds &- state.header.moment.tracker.seconds
      guard age <= staleAge else {
        log.record(.stateStale(state.source, ageSeconds: age))
        continue
      }
      let start = MonotonicClock.nanoseconds
      if let flaw = restoreSwarms(from: state) {
        swarms.removeAll()
        log.record(.stateRefused(state.source, flaw))
        continue
      }
      let milliseconds = (MonotonicClock.nanoseconds - start) / 1_000_000
      log.record(.stateRestored(state.source, swarms.totals(), ageSeconds: age, milliseconds: milliseconds))
      return state
    }
    return nil
  }

  /// Seconds after which everybody in a state has fallen silent.
  private var staleAge: UInt64 { 2 * UInt64(settings.current.interval) + 120 }

  /// Fills the tables on as many threads as will serve them; what is wrong with the state, or nil.
  private func restoreSwarms(from state: EarlierState) -> StateFlaw? {
    let outcome = FirstFlaw()
    forEachShare(threadsNamed: "restore") { [self] share in
      if let flaw = restore(share, of: state) { outcome.note(flaw) }
    }
    return outcome.flaw
  }

  private func restore(_ share: Int, of state: EarlierState) -> StateFlaw? {
    var flaw: StateFlaw?
    do throws(Errno) {
      try state.memory.withBytes { bytes in
        do throws(StateFlaw) {
          try SavedSwarms.restore(bytes, state.header, into: swarms, share: share, of: workerCount)
        } catch {
          flaw = error
        }
      }
    } catch {
      // It was mapped before, so this is the memory running out.
      return .truncated
    }
    return flaw
  }
}

/// What several threads found wrong; the first one counts.
private final class FirstFlaw: Sendable {
  private let first = Locked<StateFlaw?>(nil)

  func note(_ flaw: StateFlaw) { first.withLock { $0 = $0 ?? flaw } }

  var flaw: StateFlaw? { first.withLock { $0 } }
}
