// A table on its way through a snapshot.
@testable import Swarms

/// The sections that a table writes; its torrents must fall to table 0, as those of `InfoHash.numbersInTable0` do.
struct SavedTable {
  struct Section {
    var section: SnapshotSection
    var payload: [UInt8]

    /// A section that says of its payload what is true, whatever the payload says.
    init(_ payload: [UInt8], table: Int = 0, segment: Int, torrents: UInt32) {
      section = SnapshotSection(table: table, segment: segment, torrents: torrents, payload: payload.span)
      self.payload = payload
    }
  }

  /// The sections of all segments that hold torrents.
  var sections: [Section] = []

  init(_ sections: [Section]) { self.sections = sections }

  init(of table: inout SwarmTable) {
    for segment in 0..<SwarmTable.segmentCount {
      let section = Self.section(ofSegment: segment, of: &table)
      if !section.payload.isEmpty { sections.append(section) }
    }
  }

  static func section(ofSegment segment: Int, of table: inout SwarmTable) -> Section {
    // Filled with what is no zero, so that what is not written shows.
    var payload = [UInt8](repeating: 0xee, count: table.payloadLength(ofSegment: segment))
    var elements = payload.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var bytes = unsafe elements.mutableBytes
    let torrents = table.writePayload(ofSegment: segment, into: &bytes)
    return Section(payload, segment: segment, torrents: torrents)
  }

  /// Puts all sections into a table; false if one was refused.
  func restore(into table: inout SwarmTable) -> Bool {
    for section in sections {
      guard table.restore(section.section, payload: section.payload.span) else { return false }
    }
    return true
  }

  /// What the sections say, torrent by torrent.
  var torrents: [[UInt8]: WrittenTorrent] {
    sections.reduce(into: [:]) { torrents, section in
      let written = WrittenTorrent.torrents(in: section.payload)
      torrents.merge(written.torrents) { first, _ in first }
    }
  }

  /// What the sections say of torrents that nobody is in.
  var counts: Set<WrittenCount> {
    sections.reduce(into: []) { counts, section in
      counts.formUnion(WrittenTorrent.torrents(in: section.payload).counts)
    }
  }
}
