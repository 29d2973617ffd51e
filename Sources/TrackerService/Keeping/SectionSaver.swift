// A worker's part in a snapshot: its share of the tables, a slice between two batches.
internal import LinuxIO
internal import Swarms

/// Goes through a share of the tables, segment by segment, and adds each to a round.
struct SectionSaver: ~Copyable {
  /// Bytes after which a slice ends; it has one segment more at the most. That is a tenth of a millisecond where swarms are small,
  /// and more where one has hundreds of thousands of peers, as a swarm is copied whole.
  private static let bytesPerSlice = 64 << 10
  /// Segments after which a slice ends, as nearly empty ones take a lock, too.
  private static let segmentsPerSlice = 64

  private let share: Int
  private let shareCount: Int
  private var round: SavingRound?
  private var table = 0
  private var segment = 0
  private var buffer = GrowingBuffer()

  /// A saver of one of several shares.
  init(share: Int, of shareCount: Int) {
    self.share = share
    self.shareCount = shareCount
  }

  /// Whether there is something to do.
  var isBusy: Bool { round != nil }

  /// Begins a round; one that was not finished is left as it is.
  mutating func begin(_ round: SavingRound) {
    self.round = round
    table = share
    segment = 0
  }

  /// Saves a slice. Returns true once this completes the round: its share was the last.
  @inline(never)
  mutating func step(_ swarms: borrowing SharedSwarms) -> Bool {
    guard let round else { return false }
    var bytes = 0
    for _ in 0..<Self.segmentsPerSlice where bytes < Self.bytesPerSlice {
      guard table < SwarmLimits.tableCount else {
        self.round = nil
        buffer.release()
        return round.finishShare()
      }
      bytes += saveSegment(swarms, into: round)
      segment += 1
      if segment == SwarmTable.segmentCount {
        segment = 0
        table += shareCount
      }
    }
    return false
  }

  /// Saves one segment: copied while nobody else has its table, and written afterwards. Returns its bytes.
  private mutating func saveSegment(_ swarms: borrowing SharedSwarms, into round: SavingRound) -> Int {
    let (length, torrents) = swarms.withTable(table) { table in
      let length = table.payloadLength(ofSegment: segment)
      guard length > 0 else { return (0, UInt32(0)) }
      let torrents = buffer.withBytes(capacity: length) { table.writePayload(ofSegment: segment, into: &$0) }
      return (length, torrents)
    }
    guard length > 0 else { return 0 }
    buffer.withWritten(length) { round.add(table: table, segment: segment, torrents: torrents, payload: $0) }
    return length
  }
}
