// Bringing the swarms of an earlier run back, before anybody is served.
internal import LinuxIO
internal import TrackerCore

extension StartingPoint {
  /// Restores the first of the snapshots that is sound, and reports it. Returns that snapshot, or nil.
  ///
  /// Of one that is not fresh only the completed counts come back.
  ///
  /// - Parameter staleAge: seconds after which everybody in a snapshot has fallen silent.
  public func restoreSwarms<Subject: SnapshotSubject>(into subject: Subject, staleAge: UInt64) -> FoundSnapshot? {
    for snapshot in candidates {
      let age = subject.clock.now.seconds &- snapshot.header.moment.tracker.seconds
      let isStale = age > staleAge
      let reader = SnapshotReader(snapshot.header, countsOnlyAt: isStale ? subject.clock.now.tick : nil)
      let start = MonotonicClock.nanoseconds
      if let flaw = restore(snapshot, by: reader, into: subject) {
        subject.removeAll()
        subject.snapshotReporter(.refused(snapshot.place, flaw))
        continue
      }
      let milliseconds = (MonotonicClock.nanoseconds - start) / 1_000_000
      subject.snapshotReporter(
        isStale
          ? .stale(snapshot.place, ageSeconds: age)
          : .restored(snapshot.place, subject.totals(), ageSeconds: age, milliseconds: milliseconds))
      return snapshot
    }
    return nil
  }

  /// Fills the tables on as many threads as will serve them; what is wrong with the snapshot, or nil.
  private func restore<Subject: SnapshotSubject>(
    _ snapshot: FoundSnapshot, by reader: SnapshotReader, into subject: Subject
  ) -> SnapshotFlaw? {
    let outcome = FirstFlaw()
    Shares.forEach(of: subject.workerCount, threadsNamed: "restore") { share in
      if let flaw = Self.restore(share, of: snapshot, by: reader, into: subject) { outcome.note(flaw) }
    }
    return outcome.flaw
  }

  private static func restore<Subject: SnapshotSubject>(
    _ share: Int, of snapshot: FoundSnapshot, by reader: SnapshotReader, into subject: Subject
  ) -> SnapshotFlaw? {
    var flaw: SnapshotFlaw?
    do throws(Errno) {
      try snapshot.memory.withBytes { bytes in
        do throws(SnapshotFlaw) {
          try reader.restore(bytes, into: subject, share: share, of: subject.workerCount)
        } catch {
          flaw = error
        }
      }
    } catch {
      return .unmappable(error)
    }
    return flaw
  }
}

/// What several threads found wrong; the first one counts.
private final class FirstFlaw: Sendable {
  private let first = Locked<SnapshotFlaw?>(nil)

  func note(_ flaw: SnapshotFlaw) { first.withLock { $0 = $0 ?? flaw } }

  var flaw: SnapshotFlaw? { first.withLock { $0 } }
}
