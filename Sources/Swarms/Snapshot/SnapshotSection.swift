// One section of a snapshot: a segment of a table, with a checksum of its own.
internal import Hashing
internal import TrackerProtocol

/// What stands before each section of a snapshot, 24 bytes, integers big-endian:
///
/// | bytes | meaning |
/// | --- | --- |
/// | 0–1 | table |
/// | 2–3 | segment within the table |
/// | 4–7 | torrents |
/// | 8–15 | bytes of the payload that follows |
/// | 16–23 | XXH64 of the payload, seeded with bytes 0 to 7 |
///
/// The payload is a record of 32 bytes for each torrent, each followed by its peers:
///
/// | bytes | meaning |
/// | --- | --- |
/// | 0–19 | info hash |
/// | 20–23 | completed count |
/// | 24 | bit 0: the IPv4 peers are in runs; bit 1: the IPv6 peers are; bit 2 alone: nobody is in the swarm |
/// | 25–28 | IPv4 leechers and seeders, IPv6 leechers and seeders, a byte each; 0 where they are in runs |
/// | 25–28 | where nobody is: when the swarm emptied, in ticks of 8 seconds of the tracker's time |
/// | 29 | the order of the runs (`PeersPerAddress.snapshotCode`); 0 where there are none |
/// | 30–31 | 0 |
///
/// A family's peers are packed endpoints as on the wire (6 or 18 bytes), leechers first, then as many states of two bytes
/// (little-endian; bit 15: counted as completed; bits 0 to 14: the tick of the last announce). A family in runs has the
/// number of runs of leechers and of seeders (4 bytes each), and then every run: its number of peers (2 bytes), endpoints,
/// states. A run holds what one bucket of a large swarm held, so that who has the same key need not sort them again.
public struct SnapshotSection: Equatable, Sendable, BitwiseCopyable {
  /// Bytes of a section's header.
  public static let headerLength = 24

  /// The number of the table, below `SwarmLimits.tableCount`.
  public let table: Int
  /// The number of the segment within the table.
  let segment: Int
  /// Torrents in the payload.
  public let torrents: UInt32
  /// Bytes of the payload.
  public let length: Int
  /// What the payload's checksum should be.
  let checksum: UInt64

  /// Describes a payload that was written for a segment of a table.
  public init(table: Int, segment: Int, torrents: UInt32, payload: Span<UInt8>) {
    self.table = table
    self.segment = segment
    self.torrents = torrents
    length = payload.count
    checksum = XXHash64.hash(payload, seed: Self.seed(table: table, segment: segment, torrents: torrents))
  }

  /// Reads the header that starts at `offset`, or returns nil if it cannot be one or its payload does not fit.
  public init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.headerLength else { return nil }
    table = Int(bytes.bigEndianUInt16(at: offset))
    segment = Int(bytes.bigEndianUInt16(at: offset + 2))
    torrents = bytes.bigEndianUInt32(at: offset + 4)
    let room = bytes.count - offset - Self.headerLength
    guard let length = Int(exactly: bytes.bigEndianUInt64(at: offset + 8)), length <= room else { return nil }
    self.length = length
    checksum = bytes.bigEndianUInt64(at: offset + 16)
    guard table < SwarmLimits.tableCount, segment < SwarmLimits.segmentCount else { return nil }
  }

  /// Whether the payload is the one that was written.
  public func matches(_ payload: Span<UInt8>) -> Bool {
    XXHash64.hash(payload, seed: Self.seed(table: table, segment: segment, torrents: torrents)) == checksum
  }

  /// The header's bytes.
  public var header: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(UInt16(table))
    bytes.appendBigEndian(UInt16(segment))
    bytes.appendBigEndian(torrents)
    bytes.appendBigEndian(UInt64(length))
    bytes.appendBigEndian(checksum)
    return bytes
  }

  private static func seed(table: Int, segment: Int, torrents: UInt32) -> UInt64 {
    UInt64(table) << 48 | UInt64(segment) << 32 | UInt64(torrents)
  }
}

/// One torrent of a section, before its peers.
struct SnapshotRecord: Equatable, BitwiseCopyable {
  static let length = 32

  var infoHash: InfoHash
  var completed: UInt32
  var ipv4: SnapshotPeers
  var ipv6: SnapshotPeers
  /// When the swarm emptied, if nobody is in it.
  var emptiedAt: Tick?
  /// What peers are in one run together; 0 where there are no runs.
  var runCode: UInt8 = 0

  init(infoHash: InfoHash, completed: UInt32, ipv4: SnapshotPeers, ipv6: SnapshotPeers) {
    self.infoHash = infoHash
    self.completed = completed
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  /// A torrent of whose swarm the completed count alone is kept.
  init(infoHash: InfoHash, ofNobodyIn kept: TorrentSwarm) {
    self.init(infoHash: infoHash, completed: kept.completed, ipv4: SnapshotPeers(), ipv6: SnapshotPeers())
    emptiedAt = kept.emptiedAt
  }

  /// Reads the record at the start of a window of its length, or returns nil if no tracker writes such a one.
  init?(_ bytes: Span<UInt8>) {
    infoHash = InfoHash(bytes, at: 0)
    completed = bytes.bigEndianUInt32(at: 20)
    let flags = bytes[24]
    if flags == 4 {
      emptiedAt = Tick(steps: bytes.bigEndianUInt32(at: 25))
      (ipv4, ipv6) = (SnapshotPeers(), SnapshotPeers())
      guard completed > 0, bytes[29] == 0, bytes[30] == 0, bytes[31] == 0 else { return nil }
      return
    }
    ipv4 = SnapshotPeers(leechers: bytes[25], seeders: bytes[26], areInRuns: flags & 1 != 0)
    ipv6 = SnapshotPeers(leechers: bytes[27], seeders: bytes[28], areInRuns: flags & 2 != 0)
    runCode = bytes[29]
    guard flags < 4, PeersPerAddress.snapshotCodes.contains(runCode), runCode == 0 || flags != 0,
      bytes[30] == 0, bytes[31] == 0, ipv4.isPossible, ipv6.isPossible,
      !(ipv4.isNobody && ipv6.isNobody)
    else { return nil }
  }

  /// Writes the record at an offset.
  func write(into bytes: inout MutableRawSpan, at offset: Int) {
    bytes.storeBigEndian(infoHash.first, at: offset)
    bytes.storeBigEndian(infoHash.second, at: offset + 8)
    bytes.storeBigEndian(infoHash.third, at: offset + 16)
    bytes.storeBigEndian(completed, at: offset + 20)
    let flags: UInt8 = (ipv4.areInRuns ? 1 : 0) | (ipv6.areInRuns ? 2 : 0)
    bytes.storeBigEndian(emptiedAt == nil ? flags : 4, at: offset + 24)
    bytes.storeBigEndian(ipv4.leechers, at: offset + 25)
    bytes.storeBigEndian(ipv4.seeders, at: offset + 26)
    bytes.storeBigEndian(ipv6.leechers, at: offset + 27)
    bytes.storeBigEndian(ipv6.seeders, at: offset + 28)
    if let emptiedAt { bytes.storeBigEndian(emptiedAt.steps, at: offset + 25) }
    bytes.storeBigEndian(runCode, at: offset + 29)
    bytes.storeBigEndian(UInt16(0), at: offset + 30)
  }
}

/// What a record says of one family's peers.
struct SnapshotPeers: Equatable, BitwiseCopyable {
  var leechers: UInt8 = 0
  var seeders: UInt8 = 0
  /// Whether they follow in runs; their numbers stand there.
  var areInRuns = false

  var isNobody: Bool { !areInRuns && leechers == 0 && seeders == 0 }

  /// Whether a tracker would write this.
  var isPossible: Bool {
    areInRuns
      ? leechers == 0 && seeders == 0 : Int(leechers) + Int(seeders) <= SwarmLimits.blockPeers
  }
}
