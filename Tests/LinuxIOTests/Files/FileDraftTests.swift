// Tests of FileDraft.swift.
import CLinux
import Glibc
import TestKit
import Testing

@testable import LinuxIO

@Suite("Replacing a file")
struct FileDraftTests {
  private let place = TestDirectory()

  private func save(_ bytes: [UInt8]) throws(Errno) {
    try Directory.open(place.path).replace("state", by: MemoryFile.sealed(bytes))
  }

  @Test("makes it, for its owner alone, and leaves nothing else", arguments: [0, 1, 4096, 1_000_003])
  func making(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 16) }
    try save(bytes)
    #expect(place.bytes(of: "state") == bytes)
    #expect(place.names == ["state"])
    #expect(place.mode(of: "state") == 0o600)
  }

  @Test("replaces it by a shorter one as by a longer one, and whoever has the old one open keeps that")
  func replacing() throws {
    try save([1, 2, 3])
    let old = unsafe open("\(place.path)/state", O_RDONLY | O_CLOEXEC)
    defer { close(old) }
    try save([4])
    #expect(place.bytes(of: "state") == [4])
    try save([5, 6])
    #expect(place.bytes(of: "state") == [5, 6])
    var bytes: [UInt8] = [0, 0, 0, 0]
    #expect(unsafe read(old, &bytes, 4) == 3)
    #expect(bytes == [1, 2, 3, 0])
  }

  @Test("takes memory that is not sealed, too")
  func unsealed() throws {
    let file = try MemoryFile.create(named: "test")
    try file.write([1, 2].span, at: 0)
    try Directory.open(place.path).replace("state", by: file)
    #expect(place.bytes(of: "state") == [1, 2])
  }

  @Test("overwrites what a killed replacement has left, though it was longer")
  func leftover() throws {
    place.write([9, 9, 9, 9, 9], to: "state.new")
    try save([1, 2])
    #expect(place.bytes(of: "state") == [1, 2])
    #expect(place.names == ["state"])
  }

  @Test("goes on with a draft that somebody else has open")
  func openedElsewhere() throws {
    let other = unsafe open("\(place.path)/state.new", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(other) }
    try save([1])
    #expect(place.bytes(of: "state") == [1])
  }

  @Test("leaves the old file as it was where the draft is something else")
  func foreignDraft() throws {
    try save([1])
    #expect(unsafe mkdir("\(place.path)/state.new", 0o700) == 0)
    #expect(failure { try save([2]) } == Errno(rawValue: EISDIR))
    #expect(place.bytes(of: "state") == [1])
    #expect(unsafe rmdir("\(place.path)/state.new") == 0)
    #expect(unsafe symlink("state", "\(place.path)/state.new") == 0)
    #expect(failure { try save([2]) } == Errno(rawValue: ELOOP))
    #expect(unsafe unlink("\(place.path)/state.new") == 0)
    // Nobody reads the FIFO, and that is not waited for.
    #expect(unsafe mkfifo("\(place.path)/state.new", 0o600) == 0)
    #expect(failure { try save([2]) } == Errno(rawValue: ENXIO))
    #expect(place.bytes(of: "state") == [1])
  }

  @Test("removes the draft if it cannot be put in place")
  func notReplaceable() throws {
    #expect(unsafe mkdir("\(place.path)/state", 0o700) == 0)
    #expect(failure { try save([1]) } == Errno(rawValue: EISDIR))
    #expect(place.names == ["state"])
  }

  @Test("leaves the old file, and no draft, if the new one may not be as large")
  func sizeLimit() async {
    await #expect(processExitsWith: .success) {
      let place = TestDirectory()
      let directory = try Directory.open(place.path)
      try directory.replace("state", by: MemoryFile.sealed([1, 2, 3]))
      let large = try MemoryFile.sealed([UInt8](repeating: 7, count: 100_000))
      // Without this the signal would end the process, setrlimit(2).
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 50_000, rlim_max: 50_000)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(failure { try directory.replace("state", by: large) } == .fileTooLarge)
      #expect(place.bytes(of: "state") == [1, 2, 3])
      #expect(place.names == ["state"])
    }
  }

  /// Opens a file system of its own of 64 KiB in memory, which nobody else sees for longer than a moment and which goes with
  /// the descriptor; nil where that is not allowed.
  private func openSmallDisk(readOnly: Bool) throws(Errno) -> Directory? {
    let flags = UInt(MS_NOSUID) | (readOnly ? UInt(MS_RDONLY) : 0)
    guard unsafe mount("none", place.path, "tmpfs", flags, "size=64k") == 0 else { return nil }
    defer { unsafe umount2(place.path, Int32(MNT_DETACH)) }
    return try Directory.open(place.path)
  }

  @Test("says that the disk is full, and leaves the old file", .enabled(if: geteuid() == 0))
  func full() throws {
    guard let directory = try openSmallDisk(readOnly: false) else { return }
    try directory.replace("state", by: MemoryFile.sealed([1, 2, 3]))
    let large = try MemoryFile.sealed([UInt8](repeating: 7, count: 100_000))
    #expect(failure { try directory.replace("state", by: large) } == Errno(rawValue: ENOSPC))
    #expect(try directory.load("state", limit: 100)?.bytes() == [1, 2, 3])
    #expect(try directory.load("state.new", limit: 1 << 20)?.bytes() == nil)
    try directory.replace("state", by: MemoryFile.sealed([4]))
    #expect(try directory.load("state", limit: 100)?.bytes() == [4])
  }

  @Test("says that the disk is read-only", .enabled(if: geteuid() == 0))
  func readOnly() throws {
    guard let directory = try openSmallDisk(readOnly: true) else { return }
    let file = try MemoryFile.sealed([1])
    #expect(failure { try directory.replace("state", by: file) } == Errno(rawValue: EROFS))
  }
}
