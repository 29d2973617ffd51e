// A snapshot as bytes, made part by part, so that a test can put something else into it.
import Swarms
import TestKit
import TrackerCore
import TrackerProtocol

@testable import Snapshots

/// The parts of a snapshot.
struct WrittenSnapshot {
  /// A section's header and payload.
  struct Section {
    var table: Int
    var segment: Int
    var torrents: UInt32
    var payload: [UInt8]

    var bytes: [UInt8] {
      SnapshotSection(table: table, segment: segment, torrents: torrents, payload: payload.span).header + payload
    }
  }

  var header: SnapshotHeader
  var sections: [Section] = []

  /// What a tracker with these tables writes at a moment.
  init(of store: SingleThreadedStore, secret: ConnectionIDSecret = TestTracker.secret, at moment: SnapshotMoment) {
    header = SnapshotHeader(moment: moment, secret: secret, digestKey: store.digestKey)
    for table in 0..<SwarmLimits.tableCount {
      for segment in 0..<SwarmTable.segmentCount {
        let section = store.withTable(table) { Self.section(ofSegment: segment, table, &$0) }
        if !section.payload.isEmpty { sections.append(section) }
      }
    }
  }

  private static func section(ofSegment segment: Int, _ number: Int, _ table: inout SwarmTable) -> Section {
    var payload = [UInt8](repeating: 0xee, count: table.payloadLength(ofSegment: segment))
    var elements = payload.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var bytes = unsafe elements.mutableBytes
    let torrents = table.writePayload(ofSegment: segment, into: &bytes)
    return Section(table: number, segment: segment, torrents: torrents, payload: payload)
  }

  /// The whole snapshot; its header says of the sections what is true, and their checksums fit.
  var bytes: [UInt8] {
    let body = sections.flatMap(\.bytes)
    var header = header
    header.sections = UInt32(sections.count)
    header.totalLength = UInt64(SnapshotHeader.length + body.count)
    return header.bytes + body
  }

  /// Restores a snapshot into new tables, in one or several shares, or throws what is wrong with it.
  static func restore(
    _ bytes: [UInt8], shares: Int = 1, perAddress: PeersPerAddress = .unbounded
  ) throws(SnapshotFlaw) -> SingleThreadedStore {
    let header = try SnapshotHeader(bytes.span)
    let store = SingleThreadedStore(digestKey: header.digestKey, perAddress: perAddress)
    for share in 0..<shares { try SnapshotReader(header).restore(bytes.span, into: store, share: share, of: shares) }
    return store
  }

  /// Why a snapshot is refused, or nil.
  static func flaw(of bytes: [UInt8], shares: Int = 1) -> SnapshotFlaw? {
    do throws(SnapshotFlaw) {
      _ = try restore(bytes, shares: shares)
      return nil
    } catch { return error }
  }
}

extension SnapshotMoment {
  /// Some moment by clocks that are all different.
  static let sample = SnapshotMoment(
    tracker: Instant(milliseconds: 0x0102_0304_0506), boottimeMilliseconds: 0x1112_1314_1516_1718,
    realtimeMilliseconds: 0x2122_2324_2526_2728)
}
