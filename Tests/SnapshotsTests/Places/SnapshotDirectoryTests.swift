// Tests of SnapshotDirectory.swift.
import Glibc
import LinuxIO
import TestKit
import Testing

@testable import Snapshots

@Suite("The snapshot on disk", .timeLimit(.minutes(1)))
struct SnapshotDirectoryTests {
  private let directory = TestDirectory()

  private static func sealedAssembly() throws -> SnapshotAssembly {
    let assembly = try SnapshotAssembly(writers: 0, milliseconds: 0)
    try assembly.memory.write([1, 2, 3].span, at: 0)
    try assembly.memory.seal()
    return assembly
  }

  /// What is saved, which can be read only if it is sealed.
  private static func bytes(_ disk: SnapshotDirectory) throws -> [UInt8]? {
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
    let disk = try SnapshotDirectory.open(directory.path)
    #expect(disk.path == "\(directory.path)/snapshot")
    let isThere = try disk.load() != nil
    #expect(!isThere)
    #expect(disk.save(try Self.sealedAssembly().memory) == .saved)
    #expect(try Self.bytes(disk) == [1, 2, 3])
    try disk.removeAll()
    #expect(directory.names.isEmpty)
    try disk.removeAll()
  }

  @Test("makes its directory, but not the one around it")
  func directories() throws {
    _ = try SnapshotDirectory.open("\(directory.path)/made")
    #expect(directory.has("made"))
    let failure = #expect(throws: Errno.self) { _ = try SnapshotDirectory.open("\(directory.path)/not/made") }
    #expect(failure == .noSuchFile)
  }

  @Test("reads nothing that is too large for a snapshot")
  func tooLarge() throws {
    let disk = try SnapshotDirectory.open(directory.path)
    directory.write([], to: "snapshot")
    // Unsafe: a C string for the length of the call. The file has no blocks.
    #expect(unsafe truncate(disk.path, off_t(16) << 30 + 1) == 0)
    let failure = #expect(throws: Errno.self) { _ = try disk.load() }
    #expect(failure == .fileTooLarge)
  }

  @Test("is saved aside, and tells once how that ended")
  func aside() throws {
    let disk = try SnapshotDirectory.open(directory.path)
    let isTold = disk.takeResult() != nil
    #expect(!isTold && !disk.isSaving)
    for isObstructed in [false, true, false] {
      if isObstructed { directory.obstruct() }
      let news = SharedWakeup(try Wakeup())
      var threads = ThreadGroup()
      try disk.saveAside(try Self.sealedAssembly(), threads: &threads) { news.value.signal() }
      let isNews = Self.await(news.value)
      threads.join()
      #expect(isNews && !disk.isSaving)
      guard case .ended(let result)? = disk.takeResult() else {
        Issue.record("it has not ended")
        return
      }
      #expect(result == (isObstructed ? .failed(Errno(rawValue: EISDIR)) : .saved))
      let isToldTwice = disk.takeResult() != nil
      #expect(!isToldTwice)
      if isObstructed { directory.clear() }
    }
    #expect(try Self.bytes(disk) == [1, 2, 3])
  }

  @Test("that cannot be saved stays as it was")
  func failure() throws {
    let disk = try SnapshotDirectory.open(directory.path)
    #expect(disk.save(try Self.sealedAssembly().memory) == .saved)
    directory.obstruct()
    let result = disk.save(try SnapshotAssembly(writers: 0, milliseconds: 0).memory)
    #expect(result == .failed(Errno(rawValue: EISDIR)))
    directory.clear()
    #expect(try Self.bytes(disk) == [1, 2, 3])
  }
}

// Whose it is, and what was set aside.
extension SnapshotDirectoryTests {
  @Test("belongs to whoever came first, which is said once; and to the next when that one has ended")
  func claims() throws {
    let reports = Reports()
    var first: SnapshotDirectory? = try SnapshotDirectory.open(directory.path)
    let second = try SnapshotDirectory.open(directory.path)
    #expect(first?.claim(reports.reporter) == true && first?.claim(reports.reporter) == true)
    for _ in 0..<3 { #expect(!second.claim(reports.reporter)) }
    #expect(reports.all == [.directoryTaken(directory.path)])
    first = nil
    for _ in 0..<3 { #expect(second.claim(reports.reporter)) }
    #expect(reports.all == [.directoryTaken(directory.path), .keptAgain(second.path)])
  }

  @Test("has a snapshot or not, and gives it another name")
  func settingAside() throws {
    let disk = try SnapshotDirectory.open(directory.path)
    #expect(!disk.hasSnapshot)
    #expect(try disk.setAside() == nil)
    disk.save(try Self.sealedAssembly().memory)
    #expect(disk.hasSnapshot)
    for _ in 0..<2 { directory.write([9], to: "snapshot.bad") }
    #expect(try disk.setAside() == "\(directory.path)/snapshot.bad")
    #expect(!disk.hasSnapshot && directory.bytes(of: "snapshot.bad") == [1, 2, 3])
  }
}

/// A wakeup that closures of several threads can hold.
private final class SharedWakeup: Sendable {
  let value: Wakeup

  init(_ value: consuming Wakeup) { self.value = value }
}
