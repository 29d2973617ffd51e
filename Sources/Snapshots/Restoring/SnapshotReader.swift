// The sections of a snapshot, put back into the tables.
internal import Swarms
public import TrackerCore

/// Takes over what a snapshot says of swarms.
public enum SnapshotReader {
  /// Restores one of several shares of the tables, numbered from 0: with each share on a thread of its own, they do not meet.
  ///
  /// The tables must be empty, and have the snapshot's key. Throws for what is damaged anywhere in this share, or impossible;
  /// the tables are half filled then, and not to be used.
  public static func restore<Store: SwarmStore & ~Copyable>(
    _ snapshot: Span<UInt8>, _ header: SnapshotHeader, into swarms: borrowing Store, share: Int = 0,
    of shareCount: Int = 1
  ) throws(SnapshotFlaw) {
    var offset = SnapshotHeader.length
    for number in 0..<header.sections {
      guard let section = SnapshotSection(snapshot, at: offset) else { throw .damagedSection(number) }
      let start = offset + SnapshotSection.headerLength
      offset = start + section.length
      guard section.table % shareCount == share else { continue }
      let payload = snapshot.extracting(start..<offset)
      guard section.matches(payload) else { throw .damagedSection(number) }
      let isRestored = swarms.withTable(section.table) { $0.restore(section, payload: payload) }
      guard isRestored else { throw .impossibleSection(number) }
    }
    guard offset == snapshot.count else { throw .impossibleSection(header.sections) }
  }
}
