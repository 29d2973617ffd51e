// The front of a saved state: what it is, when it was made, and the keys.
public import Swarms
internal import TrackerProtocol

/// What a saved state says before its sections (`SnapshotSection`), 128 bytes, integers big-endian:
///
/// | bytes | meaning |
/// | --- | --- |
/// | 0–7 | `PICOTRKR` |
/// | 8–11 | version of the format |
/// | 12–15 | bytes of this header |
/// | 16–23 | bytes of the whole state |
/// | 24–27 | sections |
/// | 28–31 | 0 |
/// | 32–39 | when it was made, in milliseconds of the tracker's time |
/// | 40–47 | the same moment by the machine's monotonic clock, in milliseconds |
/// | 48–55 | the same moment by the machine's real-time clock, in milliseconds since 1970 |
/// | 56–71 | the secret behind connection ids |
/// | 72–87 | the key of the swarm tables |
/// | 88–95 | torrents |
/// | 96–103 | peers over IPv4 |
/// | 104–111 | peers over IPv6 |
/// | 112–119 | 0 |
/// | 120–127 | XXH64 of bytes 0 to 119 |
///
/// Whoever can read a saved state can forge connection ids; it is kept where only the tracker and root can read.
public struct StateHeader: Sendable {
  /// Bytes of the header.
  public static let length = 128
  /// The version of the format that this tracker writes.
  public static let version: UInt32 = 1
  private static let magic: UInt64 = 0x5049_434F_5452_4B52
  private static let checkedLength = 120

  /// When the state was made.
  public var moment: StateMoment
  /// The secret behind connection ids.
  public var secret: ConnectionIDSecret
  /// The key of the tables.
  public var digestKey: SipKey
  /// What the tables held.
  public var totals: SwarmTotals
  /// How many sections follow.
  public var sections: UInt32
  /// Bytes of header and sections.
  public var totalLength: UInt64

  public init(
    moment: StateMoment, secret: ConnectionIDSecret, digestKey: SipKey, totals: SwarmTotals = SwarmTotals(),
    sections: UInt32 = 0, totalLength: UInt64 = UInt64(Self.length)
  ) {
    self.moment = moment
    self.secret = secret
    self.digestKey = digestKey
    self.totals = totals
    self.sections = sections
    self.totalLength = totalLength
  }

  /// Reads the header of a whole state, or throws why it is none that this tracker can use.
  public init(_ state: Span<UInt8>) throws(StateFlaw) {
    try self.init(front: state)
    if UInt64(state.count) < totalLength { throw .truncated }
    if UInt64(state.count) > totalLength { throw .oversized }
  }

  /// How many bytes to read of what begins like this, to know what it is: a byte more than a state has, and no more than the front
  /// of anything else.
  public static func lengthToRead(front: Span<UInt8>) -> UInt64 {
    do throws(StateFlaw) {
      let (length, isTooLong) = try StateHeader(front: front).totalLength.addingReportingOverflow(1)
      return isTooLong ? .max : length
    } catch {
      return UInt64(front.count)
    }
  }

  /// Reads a header, whatever follows it.
  private init(front state: Span<UInt8>) throws(StateFlaw) {
    guard state.count >= 16, state.bigEndianUInt64(at: 0) == Self.magic else { throw .foreign }
    // The version first: all else may be otherwise in another one.
    let version = state.bigEndianUInt32(at: 8)
    guard version == Self.version else { throw .version(version) }
    guard state.count >= Self.length else { throw .truncated }
    let sum = XXHash64.hash(state.extracting(0..<Self.checkedLength))
    guard sum == state.bigEndianUInt64(at: Self.checkedLength), state.bigEndianUInt32(at: 12) == UInt32(Self.length)
    else { throw .damagedHeader }
    totalLength = state.bigEndianUInt64(at: 16)
    sections = state.bigEndianUInt32(at: 24)
    moment = StateMoment(
      tracker: Instant(milliseconds: state.bigEndianUInt64(at: 32)),
      monotonicMilliseconds: state.bigEndianUInt64(at: 40), realtimeMilliseconds: state.bigEndianUInt64(at: 48))
    secret = ConnectionIDSecret(state.bigEndianUInt64(at: 56), state.bigEndianUInt64(at: 64))
    digestKey = SipKey(state.bigEndianUInt64(at: 72), state.bigEndianUInt64(at: 80))
    totals = SwarmTotals(
      torrents: Int(clamping: state.bigEndianUInt64(at: 88)), ipv4Peers: Int(clamping: state.bigEndianUInt64(at: 96)),
      ipv6Peers: Int(clamping: state.bigEndianUInt64(at: 104)))
  }

  /// The header's bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(Self.magic)
    bytes.appendBigEndian(Self.version)
    bytes.appendBigEndian(UInt32(Self.length))
    bytes.appendBigEndian(totalLength)
    bytes.appendBigEndian(sections)
    bytes.appendBigEndian(UInt32(0))
    bytes.appendBigEndian(moment.tracker.milliseconds)
    bytes.appendBigEndian(moment.monotonicMilliseconds)
    bytes.appendBigEndian(moment.realtimeMilliseconds)
    bytes.appendBigEndian(secret.words.0)
    bytes.appendBigEndian(secret.words.1)
    bytes.appendBigEndian(digestKey.words.0)
    bytes.appendBigEndian(digestKey.words.1)
    bytes.appendBigEndian(UInt64(totals.torrents))
    bytes.appendBigEndian(UInt64(totals.ipv4Peers))
    bytes.appendBigEndian(UInt64(totals.ipv6Peers))
    bytes.appendBigEndian(UInt64(0))
    bytes.appendBigEndian(XXHash64.hash(bytes.span))
    return bytes
  }
}
