// A bounds-checked reader of a section's payload.
internal import TrackerProtocol

/// How far the payload of a section was read. Every function is given the payload, returns nil if it ends too early, and moves on.
struct PayloadCursor {
  private(set) var offset = 0

  /// The next torrent, or nil if there is none, or none that a tracker writes.
  mutating func record(_ payload: Span<UInt8>) -> SnapshotRecord? {
    take(SnapshotRecord.length, payload).flatMap { SnapshotRecord(payload.extracting($0)) }
  }

  /// The next four bytes as a number.
  mutating func number(_ payload: Span<UInt8>) -> Int? {
    take(4, payload).map { Int(payload.bigEndianUInt32(at: $0.lowerBound)) }
  }

  /// Where so many peers lie with their states.
  mutating func run<Peer: PackedEndpoint>(_ type: Peer.Type, count: Int, _ payload: Span<UInt8>) -> PeerRun? {
    take(count * Peer.byteCountWithState, payload).map { PeerRun(offset: $0.lowerBound, count: count) }
  }

  /// A run that its number of peers stands before.
  mutating func countedRun<Peer: PackedEndpoint>(_ type: Peer.Type, _ payload: Span<UInt8>) -> PeerRun? {
    guard let number = take(2, payload) else { return nil }
    let count = Int(payload.bigEndianUInt16(at: number.lowerBound))
    guard count <= SwarmLimits.blockPeers else { return nil }
    return run(type, count: count, payload)
  }

  private mutating func take(_ count: Int, _ payload: Span<UInt8>) -> Range<Int>? {
    guard count <= payload.count - offset else { return nil }
    defer { offset += count }
    return offset..<offset + count
  }
}
