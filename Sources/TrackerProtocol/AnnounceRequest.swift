// The announce request (BEP 15).

/// What happened at the client since its last announce (BEP 15; BEP 21 for `paused`).
public enum Event: Sendable, BitwiseCopyable {
  case none
  case completed
  case started
  case stopped
  /// A partial seed: it has all it wants, so it needs no peers.
  case paused

  /// The event of a code on the wire; an unknown code means none.
  @inlinable @inline(__always)
  public init(code: UInt32) {
    switch code {
    case 1: self = .completed
    case 2: self = .started
    case 3: self = .stopped
    case 4: self = .paused
    default: self = .none
    }
  }
}

/// The fields of an announce that a tracker uses; the rest (peer id, amounts moved, IP, key) says nothing it may trust.
///
/// Layout: 0 id, 8 action, 12 transaction id, 16 info hash, 36 peer id, 56 downloaded, 64 left, 72 uploaded, 80 event,
/// 84 IP, 88 key, 92 number wanted, 96 port, 98 options (BEP 41).
public struct AnnounceRequest: Sendable, BitwiseCopyable {
  /// The torrent.
  public let infoHash: InfoHash
  /// Bytes still to be downloaded; 0 means a seeder.
  public let left: UInt64
  /// What happened since the last announce.
  public let event: Event
  /// How many peers the client wants; negative for the tracker's default.
  public let wantedPeerCount: Int32
  /// The port the client listens on; 0 cannot be reached.
  public let port: UInt16

  /// Reads an announce, or returns nil if the datagram is shorter than 98 bytes.
  @inlinable @inline(__always)
  public init?(_ datagram: Span<UInt8>) {
    guard datagram.count >= WireFormat.announceRequestLength else { return nil }
    infoHash = InfoHash(datagram, at: 16)
    left = datagram.bigEndianUInt64(at: 64)
    event = Event(code: datagram.bigEndianUInt32(at: 80))
    wantedPeerCount = Int32(bitPattern: datagram.bigEndianUInt32(at: 92))
    port = datagram.bigEndianUInt16(at: 96)
  }
}
