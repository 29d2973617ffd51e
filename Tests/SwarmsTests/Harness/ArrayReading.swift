// Reads of the code under test from arrays in place of spans, which an expectation cannot hold.
@testable import Swarms

extension SnapshotSection {
  init(table: Int, segment: Int, torrents: UInt32, payload: [UInt8]) {
    self.init(table: table, segment: segment, torrents: torrents, payload: payload.span)
  }

  init?(_ bytes: [UInt8], at offset: Int) { self.init(bytes.span, at: offset) }

  func matches(_ payload: [UInt8]) -> Bool { matches(payload.span) }
}

extension SnapshotRecord {
  init?(_ bytes: [UInt8]) { self.init(bytes.span) }
}

extension PayloadCursor {
  mutating func record(_ payload: [UInt8]) -> SnapshotRecord? { record(payload.span) }

  mutating func number(_ payload: [UInt8]) -> Int? { number(payload.span) }

  mutating func run<Peer: PackedEndpoint>(_ type: Peer.Type, count: Int, _ payload: [UInt8]) -> PeerRun? {
    run(type, count: count, payload.span)
  }

  mutating func countedRun<Peer: PackedEndpoint>(_ type: Peer.Type, _ payload: [UInt8]) -> PeerRun? {
    countedRun(type, payload.span)
  }
}
