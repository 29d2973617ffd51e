// Writes a worker's share of a snapshot, a slice between two batches.
internal import LinuxIO
internal import Swarms
public import TrackerCore

/// Goes through a share of the tables, segment by segment, and adds each to a snapshot in the making.
public struct SectionWriter: ~Copyable {
  /// Bytes after which a slice ends; it has one segment more at the most. That is a tenth of a millisecond where swarms are small,
  /// and more where one has hundreds of thousands of peers, as a swarm is copied whole.
  private static let bytesPerSlice = 64 << 10
  /// Segments after which a slice ends, as nearly empty ones take a lock, too.
  private static let segmentsPerSlice = 64

  private let share: Int
  private let shareCount: Int
  /// Tables that nobody can have, and that are left out.
  private let left: [Int]
  private var assembly: SnapshotAssembly?
  private var table = 0
  private var segment = 0
  private var buffer = GrowingBuffer()

  /// A writer of one of several shares, but for some tables.
  public init(share: Int, of shareCount: Int, without tables: [Int] = []) {
    self.share = share
    self.shareCount = shareCount
    left = tables
  }

  /// Whether there is something to do.
  public var isBusy: Bool { assembly != nil }

  /// Begins with a snapshot; one that was not finished is left as it is.
  public mutating func begin(_ assembly: SnapshotAssembly) {
    self.assembly = assembly
    moveOn(to: share)
  }

  /// Goes on with a table of the share, or with the next one that can be had.
  private mutating func moveOn(to next: Int) {
    segment = 0
    table = next
    while left.contains(table) { table += shareCount }
  }

  /// Writes a slice. Returns true once this completes the snapshot: its share was the last.
  @inline(never)
  public mutating func step<Store: SwarmStore & ~Copyable>(_ swarms: borrowing Store) -> Bool {
    guard let assembly else { return false }
    var bytes = 0
    for _ in 0..<Self.segmentsPerSlice where bytes < Self.bytesPerSlice {
      guard table < SwarmLimits.tableCount else {
        self.assembly = nil
        buffer.release()
        return assembly.finishShare()
      }
      bytes += writeSegment(swarms, to: assembly)
      segment += 1
      if segment == SwarmTable.segmentCount { moveOn(to: table + shareCount) }
    }
    return false
  }

  /// Writes one segment: copied while nobody else has its table, and added afterwards. Returns its bytes; where there is no memory
  /// for the copy, the snapshot is given up.
  private mutating func writeSegment<Store: SwarmStore & ~Copyable>(
    _ swarms: borrowing Store, to assembly: SnapshotAssembly
  ) -> Int {
    let (length, torrents) = swarms.withTable(table) { table in
      let length = table.payloadLength(ofSegment: segment)
      guard length > 0 else { return (0, UInt32(0)) }
      do throws(Errno) {
        return (length, try buffer.withBytes(capacity: length) { table.writePayload(ofSegment: segment, into: &$0) })
      } catch {
        assembly.fail(error)
        return (0, 0)
      }
    }
    guard length > 0 else { return 0 }
    buffer.withWritten(length) { assembly.add(table: table, segment: segment, torrents: torrents, payload: $0) }
    return length
  }
}
