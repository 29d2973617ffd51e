// The first 128 bytes of a snapshot: what it is, when it was made, and the keys.
public import Hashing
public import TrackerCore
internal import TrackerProtocol

/// What a snapshot says before its sections (`SnapshotSection`), 128 bytes, integers big-endian:
///
/// | bytes | meaning |
/// | --- | --- |
/// | 0–7 | `PICOTRKR` |
/// | 8–11 | version of the format |
/// | 12–15 | bytes of this header |
/// | 16–23 | bytes of the whole snapshot |
/// | 24–27 | sections |
/// | 28–31 | 0 |
/// | 32–39 | when it was made, in milliseconds of the tracker's time |
/// | 40–47 | the same moment by the machine's clock since boot (CLOCK_BOOTTIME), in milliseconds; 0 if unknown |
/// | 48–55 | the same moment by the machine's time of day, in milliseconds since 1970 |
/// | 56–71 | the secret behind connection ids |
/// | 72–87 | the key of the swarm tables |
/// | 88–119 | 0 |
/// | 120–127 | XXH64 of bytes 0 to 119 |
///
/// Version 1, which is read as well, had CLOCK_MONOTONIC in bytes 40 to 47, which stands still while the machine sleeps and is
/// not used, and numbers of torrents and peers in bytes 88 to 111, which nobody needs.
///
/// Whoever can read a snapshot can forge connection ids; it is kept where only the tracker and root can read.
public struct SnapshotHeader: Sendable {
  /// Bytes of the header.
  public static let length = 128
  /// The version of the format that this tracker writes, and the highest that it reads.
  public static let version: UInt32 = 3
  private static let magic: UInt64 = 0x5049_434F_5452_4B52
  private static let checkedLength = 120

  /// When the snapshot was made.
  public var moment: SnapshotMoment
  /// The secret behind connection ids.
  public var secret: ConnectionIDSecret
  /// The key of the tables.
  public var digestKey: SipKey
  /// How many sections follow.
  public var sections: UInt32
  /// Bytes of header and sections.
  public var totalLength: UInt64

  /// A header of its parts.
  public init(
    moment: SnapshotMoment, secret: ConnectionIDSecret, digestKey: SipKey, sections: UInt32 = 0,
    totalLength: UInt64 = UInt64(Self.length)
  ) {
    self.moment = moment
    self.secret = secret
    self.digestKey = digestKey
    self.sections = sections
    self.totalLength = totalLength
  }

  /// Reads the header of a whole snapshot, or throws why it is none that this tracker can use.
  public init(_ snapshot: Span<UInt8>) throws(SnapshotFlaw) {
    try self.init(front: snapshot)
    if UInt64(snapshot.count) < totalLength { throw .truncated }
    if UInt64(snapshot.count) > totalLength { throw .oversized }
  }

  /// How many bytes to read of what begins like this, to know what it is: a byte more than a snapshot has, and no more than the
  /// front of anything else.
  public static func lengthToRead(front: Span<UInt8>) -> UInt64 {
    do throws(SnapshotFlaw) {
      let (length, isTooLong) = try SnapshotHeader(front: front).totalLength.addingReportingOverflow(1)
      return isTooLong ? .max : length
    } catch {
      return UInt64(front.count)
    }
  }

  /// Reads a header, whatever follows it.
  private init(front snapshot: Span<UInt8>) throws(SnapshotFlaw) {
    guard snapshot.count >= 16, snapshot.bigEndianUInt64(at: 0) == Self.magic else { throw .foreign }
    // The version first: all else may be otherwise in another one.
    let version = snapshot.bigEndianUInt32(at: 8)
    guard version >= 1, version <= Self.version else { throw .version(version) }
    guard snapshot.count >= Self.length else { throw .truncated }
    let sum = XXHash64.hash(snapshot.extracting(0..<Self.checkedLength))
    guard sum == snapshot.bigEndianUInt64(at: Self.checkedLength),
      snapshot.bigEndianUInt32(at: 12) == UInt32(Self.length)
    else { throw .damagedHeader }
    totalLength = snapshot.bigEndianUInt64(at: 16)
    sections = snapshot.bigEndianUInt32(at: 24)
    let boottime = version == 1 ? 0 : snapshot.bigEndianUInt64(at: 40)
    moment = SnapshotMoment(
      tracker: Instant(milliseconds: snapshot.bigEndianUInt64(at: 32)),
      boottimeMilliseconds: boottime == 0 ? nil : boottime,
      realtimeMilliseconds: snapshot.bigEndianUInt64(at: 48))
    secret = ConnectionIDSecret(snapshot.bigEndianUInt64(at: 56), snapshot.bigEndianUInt64(at: 64))
    digestKey = SipKey(snapshot.bigEndianUInt64(at: 72), snapshot.bigEndianUInt64(at: 80))
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
    bytes.appendBigEndian(moment.boottimeMilliseconds ?? 0)
    bytes.appendBigEndian(moment.realtimeMilliseconds)
    bytes.appendBigEndian(secret.words.0)
    bytes.appendBigEndian(secret.words.1)
    bytes.appendBigEndian(digestKey.words.0)
    bytes.appendBigEndian(digestKey.words.1)
    for _ in 0..<4 { bytes.appendBigEndian(UInt64(0)) }
    bytes.appendBigEndian(XXHash64.hash(bytes.span))
    return bytes
  }
}
