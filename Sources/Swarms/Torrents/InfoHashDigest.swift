// The keyed hash of an info hash, which says where the torrent's record is.
public import Hashing
public import TrackerProtocol

/// A keyed hash of an info hash: attackers choose info hashes, so without the key they could fill one place of a table.
public struct InfoHashDigest: Equatable, Sendable, BitwiseCopyable {
  let value: UInt64

  /// The digest under a key, which must be the same for all tables of a tracker.
  @inline(__always)
  public init(_ infoHash: InfoHash, key: SipKey) {
    value = SipHash.digest(key, infoHash.first, infoHash.second, UInt64(infoHash.third))
  }

  /// The same as a call, for where the time of one does not matter: the hash is long code.
  @inline(never)
  static func called(_ infoHash: InfoHash, key: SipKey) -> InfoHashDigest { InfoHashDigest(infoHash, key: key) }

  /// The table the torrent belongs to, below `SwarmLimits.tableCount`.
  public var table: Int { Int(truncatingIfNeeded: value &>> (64 - SwarmLimits.tableBits)) }

  /// The segment within the table.
  var segment: Int {
    Int(truncatingIfNeeded: value &>> (64 - SwarmLimits.tableBits - SwarmLimits.segmentBits))
      & (SwarmLimits.segmentCount - 1)
  }

  /// The slot that is looked at first among `capacity` slots.
  func slot(in capacity: Int) -> Int {
    Int(truncatingIfNeeded: ((value & 0xffff_ffff) &* UInt64(truncatingIfNeeded: capacity)) &>> 32)
  }
}
