// The file of the last state.
import Glibc
import LinuxIO
import Testing

@testable import TrackerService

@Suite("The state on disk", .timeLimit(.minutes(1)))
struct StateDiskTests {
  private let directory = TestDirectory()

  private static func sealedRound() throws -> SavingRound {
    let round = try SavingRound(savers: 0, milliseconds: 0)
    try round.memory.write([1, 2, 3].span, at: 0)
    try round.memory.seal()
    return round
  }

  /// What is saved, which can be read only if it is sealed.
  private static func bytes(_ disk: StateDisk) throws -> [UInt8]? {
    guard let memory = try disk.load() else { return nil }
    return try memory.bytes()
  }

  /// Waits until a saving aside has signalled, half a minute at most.
  private static func await(_ news: borrowing Wakeup) -> Bool {
    for _ in 0..<3000 {
      if news.clear() { return true }
      usleep(10_000)
    }
    return false
  }

  @Test("is one file, which comes back as it was saved, sealed, until it is removed")
  func roundTrip() throws {
    let disk = try StateDisk(directory: directory.path)
    #expect(disk.path == "\(directory.path)/snapshot")
    let isThere = try disk.load() != nil
    #expect(!isThere)
    try disk.save(try Self.sealedRound().memory)
    #expect(try Self.bytes(disk) == [1, 2, 3])
    try disk.remove()
    #expect(!directory.has("snapshot"))
    try disk.remove()
  }

  @Test("makes its directory, but not the one around it")
  func directories() throws {
    _ = try StateDisk(directory: "\(directory.path)/made")
    #expect(directory.has("made"))
    let failure = #expect(throws: Errno.self) { _ = try StateDisk(directory: "\(directory.path)/not/made") }
    #expect(failure == .noSuchFile)
  }

  @Test("reads nothing that is too large for a state")
  func tooLarge() throws {
    let disk = try StateDisk(directory: directory.path)
    directory.write([], to: "snapshot")
    // Unsafe: a C string for the length of the call. The file has no blocks.
    #expect(unsafe truncate(disk.path, off_t(16) << 30 + 1) == 0)
    let failure = #expect(throws: Errno.self) { _ = try disk.load() }
    #expect(failure == .fileTooLarge)
  }

  @Test("is saved aside, and tells once how that ended")
  func aside() throws {
    let disk = try StateDisk(directory: directory.path)
    let isTold = disk.takeResult() != nil
    #expect(!isTold && !disk.isSaving)
    for isObstructed in [false, true, false] {
      if isObstructed { directory.obstruct() }
      let news = SharedWakeup(try Wakeup())
      var threads = ThreadGroup()
      try disk.saveAside(try Self.sealedRound(), threads: &threads) { news.value.signal() }
      let isNews = Self.await(news.value)
      threads.join()
      #expect(isNews && !disk.isSaving)
      guard case .ended(let failure)? = disk.takeResult() else {
        Issue.record("it has not ended")
        return
      }
      #expect((failure != nil) == isObstructed)
      let isToldTwice = disk.takeResult() != nil
      #expect(!isToldTwice)
      if isObstructed { directory.clear() }
    }
    #expect(try Self.bytes(disk) == [1, 2, 3])
  }

  @Test("that cannot be saved stays as it was")
  func failure() throws {
    let disk = try StateDisk(directory: directory.path)
    try disk.save(try Self.sealedRound().memory)
    directory.obstruct()
    #expect(throws: Errno.self) { try disk.save(try SavingRound(savers: 0, milliseconds: 0).memory) }
    directory.clear()
    #expect(try Self.bytes(disk) == [1, 2, 3])
  }
}

/// A wakeup that closures of several threads can hold.
private final class SharedWakeup: Sendable {
  let value: Wakeup

  init(_ value: consuming Wakeup) { self.value = value }
}
