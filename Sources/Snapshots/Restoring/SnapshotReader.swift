// The sections of a snapshot, put back into the tables.
public import Swarms
public import TrackerCore

/// Takes over what a snapshot says of swarms, or of their completed counts alone.
public struct SnapshotReader: Sendable {
  private let header: SnapshotHeader
  /// The time now, if everybody in the snapshot is gone and only the counts are wanted.
  private let countsOnlyAt: Tick?

  /// A reader of a snapshot with this header.
  ///
  /// - Parameter countsOnlyAt: the time now, if the snapshot is so old that only completed counts are to be restored; nil to
  ///   restore all of it.
  public init(_ header: SnapshotHeader, countsOnlyAt: Tick? = nil) {
    self.header = header
    self.countsOnlyAt = countsOnlyAt
  }

  /// Restores one of several shares of the tables, numbered from 0: with each share on a thread of its own, they do not meet.
  ///
  /// The tables must be empty, and have the snapshot's key. Throws for what is damaged anywhere in this share, or impossible;
  /// the tables are half filled then, and not to be used.
  public func restore<Store: SwarmStore & ~Copyable>(
    _ snapshot: Span<UInt8>, into swarms: borrowing Store, share: Int = 0, of shareCount: Int = 1
  ) throws(SnapshotFlaw) {
    var offset = SnapshotHeader.length
    for number in 0..<header.sections {
      guard let section = SnapshotSection(snapshot, at: offset) else { throw .damagedSection(number) }
      let start = offset + SnapshotSection.headerLength
      offset = start + section.length
      guard section.table % shareCount == share else { continue }
      let payload = snapshot.extracting(start..<offset)
      guard section.matches(payload) else { throw .damagedSection(number) }
      let isRestored = swarms.withTable(section.table) { restore(section, payload, into: &$0) }
      guard isRestored else { throw .impossibleSection(number) }
    }
    guard offset == snapshot.count else { throw .impossibleSection(header.sections) }
  }

  private func restore(_ section: SnapshotSection, _ payload: Span<UInt8>, into table: inout SwarmTable) -> Bool {
    guard let now = countsOnlyAt else { return table.restore(section, payload: payload) }
    return table.restoreCounts(section, payload: payload, writtenAt: header.moment.tracker.tick, now: now)
  }
}
