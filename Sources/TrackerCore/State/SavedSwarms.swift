// The sections of a saved state, put back into the tables.
internal import Swarms

/// Takes over what a saved state says of swarms.
public enum SavedSwarms {
  /// Restores one of several shares of the tables, numbered from 0: with each share on a thread of its own, they do not meet.
  ///
  /// The tables must be empty, and have the state's key. Throws for what is damaged anywhere in this share, or impossible;
  /// the tables are half filled then, and not to be used.
  public static func restore<Store: SwarmStore & ~Copyable>(
    _ state: Span<UInt8>, _ header: StateHeader, into swarms: borrowing Store, share: Int = 0, of shareCount: Int = 1
  ) throws(StateFlaw) {
    var offset = StateHeader.length
    for number in 0..<header.sections {
      guard let section = SnapshotSection(state, at: offset) else { throw .damagedSection(number) }
      let start = offset + SnapshotSection.headerLength
      offset = start + section.length
      guard section.table % shareCount == share else { continue }
      let payload = state.extracting(start..<offset)
      guard section.matches(payload) else { throw .damagedSection(number) }
      let isRestored = swarms.withTable(section.table) { $0.restore(section, payload: payload) }
      guard isRestored else { throw .impossibleSection(number) }
    }
    guard offset == state.count else { throw .impossibleSection(header.sections) }
  }
}
