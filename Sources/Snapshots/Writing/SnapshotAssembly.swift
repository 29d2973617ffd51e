// One snapshot in the making, to which every worker adds its share of the sections.
internal import LinuxIO
internal import Swarms
internal import Synchronization
internal import TrackerCore

/// A file in memory that several threads write sections to, each at a place of its own.
public final class SnapshotAssembly: Sendable {
  let memory: MemoryFile
  /// Where the next section begins.
  private let end = Atomic<UInt64>(UInt64(SnapshotHeader.length))
  private let sections = Atomic<UInt32>(0)
  /// Writers that have not come to the end of their share.
  private let unfinished: Atomic<Int>
  /// Why a section could not be written, as an errno; 0 if none failed.
  private let failureCode = Atomic<Int32>(0)
  /// When it was begun, in milliseconds of the caller's clock.
  let startedAt: UInt64

  /// An assembly of shares by so many writers, begun at a moment of the caller's clock.
  ///
  /// - Throws: `EMFILE` or `ENOMEM` where there is no memory file to be had.
  init(writers: Int, milliseconds: UInt64) throws(Errno) {
    memory = try MemoryFile.create(named: "pico-tracker-snapshot")
    unfinished = Atomic(writers)
    startedAt = milliseconds
  }

  /// Adds a section. After a failure there is nothing more to do: the snapshot will be given up.
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
      fail(error)
    }
  }

  /// Notes that a section is missing: the snapshot will be given up.
  func fail(_ error: Errno) { failureCode.store(error.rawValue, ordering: .relaxed) }

  /// Notes that a writer has added all of its share; returns whether it was the last one.
  func finishShare() -> Bool {
    unfinished.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0
  }

  /// Whether every share was added.
  var isComplete: Bool { unfinished.load(ordering: .acquiring) == 0 }

  /// Writes the header, which makes a snapshot of the sections, and forbids to change it. Returns its size in bytes.
  func seal<Subject: SnapshotSubject>(_ subject: Subject) throws(Errno) -> UInt64 {
    let code = failureCode.load(ordering: .relaxed)
    guard code == 0 else { throw Errno(rawValue: code) }
    let header = SnapshotHeader(
      moment: subject.clock.moment, secret: subject.ownSecret, digestKey: subject.digestKey,
      sections: sections.load(ordering: .relaxed), totalLength: end.load(ordering: .relaxed))
    try memory.write(header.bytes.span, at: 0)
    try memory.seal()
    return header.totalLength
  }
}
