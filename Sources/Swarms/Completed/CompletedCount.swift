// How often one torrent was downloaded, kept while nobody is in its swarm: 32 bytes in memory.
internal import TrackerProtocol

/// The completed count of a torrent whose swarm is empty. In a snapshot it takes 28 bytes, integers big-endian:
///
/// | bytes | meaning |
/// | --- | --- |
/// | 0–19 | info hash |
/// | 20–23 | completed count, not 0 |
/// | 24–27 | when the swarm emptied, in ticks of 8 seconds of the tracker's time |
struct CompletedCount: Equatable, BitwiseCopyable {
  /// Bytes in a snapshot.
  static let length = 28

  var infoHash: InfoHash
  /// Downloads completed; 0 where no count is kept.
  var completed: UInt32
  /// When the swarm emptied.
  var emptiedAt: Tick

  init(infoHash: InfoHash, completed: UInt32, emptiedAt: Tick) {
    self.infoHash = infoHash
    self.completed = completed
    self.emptiedAt = emptiedAt
  }

  /// Reads what stands at the start of a window of its length.
  init(_ bytes: Span<UInt8>) {
    infoHash = InfoHash(bytes, at: 0)
    completed = bytes.bigEndianUInt32(at: 20)
    emptiedAt = Tick(steps: bytes.bigEndianUInt32(at: 24))
  }

  /// Writes it at an offset, and moves the offset behind it.
  func write(into bytes: inout MutableRawSpan, at offset: inout Int) {
    bytes.store(infoHash, completed: completed, at: offset)
    bytes.storeBigEndian(emptiedAt.steps, at: offset + 24)
    offset += Self.length
  }

  /// Whether the swarm has been empty for thirty days.
  ///
  /// A count from the future is one of a worker that read its clock apart, or, beyond two hours, of a snapshot that is wrong.
  func isExpired(at now: Tick) -> Bool {
    let age = now.steps &- emptiedAt.steps
    return age >= SwarmLimits.completedCountSteps && age < 0 &- SwarmLimits.futureCountSteps
  }
}

extension MutableRawSpan {
  /// Writes the 24 bytes with which a snapshot begins to tell of a torrent.
  @inline(never)
  mutating func store(_ infoHash: InfoHash, completed: UInt32, at offset: Int) {
    storeBigEndian(infoHash.first, at: offset)
    storeBigEndian(infoHash.second, at: offset + 8)
    storeBigEndian(infoHash.third, at: offset + 16)
    storeBigEndian(completed, at: offset + 20)
  }
}
