// One snapshot in the making, to which every worker adds its share.
internal import LinuxIO
internal import Swarms
internal import Synchronization
internal import TrackerCore

/// A state file in memory that several threads write sections to, each at a place of its own.
final class SavingRound: Sendable {
  let memory: MemoryFile
  /// Where the next section begins.
  private let end = Atomic<UInt64>(UInt64(StateHeader.length))
  private let sections = Atomic<UInt32>(0)
  /// Savers that have not come to the end of their share.
  private let unfinished: Atomic<Int>
  /// Why a section could not be written, as an errno; 0 if none failed.
  private let failureCode = Atomic<Int32>(0)
  /// When the round began, in milliseconds of the caller's clock.
  let startedAt: UInt64

  init(savers: Int, milliseconds: UInt64) throws(Errno) {
    memory = try MemoryFile.create(named: "pico-tracker-state")
    unfinished = Atomic(savers)
    startedAt = milliseconds
  }

  /// Adds a section. After a failure there is nothing more to do: the round will be given up.
  func add(table: Int, segment: Int, torrents: UInt32, payload: Span<UInt8>) {
    guard failureCode.load(ordering: .relaxed) == 0 else { return }
    let section = SnapshotSection(table: table, segment: segment, torrents: torrents, payload: payload)
    let length = UInt64(SnapshotSection.headerLength + payload.count)
    let offset = end.wrappingAdd(length, ordering: .relaxed).oldValue
    sections.wrappingAdd(1, ordering: .relaxed)
    do throws(Errno) {
      try memory.write(section.header.span, at: offset)
      try memory.write(payload, at: offset + UInt64(SnapshotSection.headerLength))
    } catch {
      failureCode.store(error.rawValue, ordering: .relaxed)
    }
  }

  /// Notes that a saver has added all of its share; returns whether it was the last one.
  func finishShare() -> Bool {
    unfinished.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0
  }

  /// Whether every share was added.
  var isComplete: Bool { unfinished.load(ordering: .acquiring) == 0 }

  /// Writes the header, which makes a state of the sections, and forbids to change it. Returns its size in bytes.
  func seal(
    _ moment: StateMoment, secret: ConnectionIDSecret, digestKey: SipKey, totals: SwarmTotals
  ) throws(Errno) -> UInt64 {
    let code = failureCode.load(ordering: .relaxed)
    guard code == 0 else { throw Errno(rawValue: code) }
    let header = StateHeader(
      moment: moment, secret: secret, digestKey: digestKey, totals: totals, sections: sections.load(ordering: .relaxed),
      totalLength: end.load(ordering: .relaxed))
    try memory.write(header.bytes.span, at: 0)
    try memory.seal()
    return header.totalLength
  }
}
