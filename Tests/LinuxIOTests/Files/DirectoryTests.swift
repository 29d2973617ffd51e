// Tests of Directory.swift.
import CLinux
import Glibc
import LinuxIO
import TestKit
import Testing

@Suite("A directory of files")
struct DirectoryTests {
  private let place = TestDirectory()

  private func open() throws(Errno) -> Directory { try Directory.open(place.path) }

  private func loaded(_ name: StaticString, limit: UInt64 = 1 << 20) throws(Errno) -> [UInt8]? {
    guard let file = try open().load(name, limit: limit) else { return nil }
    return try file.bytes()
  }

  private func failure(loading name: StaticString, limit: UInt64 = 1 << 20) -> Errno? {
    TestKit.failure { _ = try loaded(name, limit: limit) }
  }

  private func failure(opening path: String) -> Errno? {
    TestKit.failure { _ = try Directory.open(path) }
  }

  @Test("is made, for its owner alone, if only it is missing")
  func making() throws {
    _ = try Directory.open("\(place.path)/new")
    #expect(place.mode(of: "new") == 0o700)
    _ = try Directory.open("\(place.path)/new")
    #expect(failure(opening: "\(place.path)/none/new") == .noSuchFile)
  }

  @Test("may be named by a link, but must be a directory")
  func links() throws {
    place.write([], to: "file")
    #expect(unsafe symlink(place.path, "\(place.path)/link") == 0)
    #expect(unsafe symlink("nowhere", "\(place.path)/dangling") == 0)
    _ = try Directory.open("\(place.path)/link")
    #expect(failure(opening: "\(place.path)/file") == Errno(rawValue: ENOTDIR))
    #expect(failure(opening: "\(place.path)/dangling") == .noSuchFile)
    #expect(failure(opening: "") == .noSuchFile)
  }

  @Test("has a file's bytes, sealed, up to exactly the limit")
  func loading() throws {
    place.write([1, 2, 3], to: "state")
    let isSealed = try open().load("state", limit: 3)?.isSealed
    #expect(isSealed == true)
    #expect(try loaded("state", limit: 3) == [1, 2, 3])
    #expect(failure(loading: "state", limit: 2) == .fileTooLarge)
    #expect(failure(loading: "state", limit: 0) == .fileTooLarge)
  }

  @Test("has no file that is not there")
  func missing() throws {
    #expect(try loaded("state") == nil)
  }

  @Test("has an empty file as one, and a large one whole")
  func sizes() throws {
    place.write([], to: "empty")
    let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 16) }
    place.write(bytes, to: "large")
    #expect(try loaded("empty", limit: 0) == [])
    #expect(try loaded("large") == bytes)
  }

  @Test("reads regular files only, without following a link or waiting")
  func kinds() throws {
    place.write([1], to: "file")
    #expect(unsafe symlink("file", "\(place.path)/link") == 0)
    #expect(unsafe mkfifo("\(place.path)/fifo", 0o600) == 0)
    #expect(unsafe mkdir("\(place.path)/directory", 0o700) == 0)
    #expect(failure(loading: "link") == Errno(rawValue: ELOOP))
    #expect(failure(loading: "fifo") == Errno(rawValue: EINVAL))
    #expect(failure(loading: "directory") == Errno(rawValue: EISDIR))
  }

  @Test("loses a file, and the draft of one, when told to, which is no error if there is none")
  func removing() throws {
    let directory = try open()
    for names in [["state"], ["state.new"], ["state", "state.new"], []] {
      for name in names { place.write([1], to: name) }
      place.write([1], to: "other")
      try directory.remove("state")
      #expect(place.names == ["other"])
    }
  }

  @Test("says what cannot be removed")
  func notRemovable() throws {
    #expect(unsafe mkdir("\(place.path)/state", 0o700) == 0)
    let directory = try open()
    #expect(TestKit.failure { try directory.remove("state") } == Errno(rawValue: EISDIR))
    #expect(place.names == ["state"])
  }

  @Test("is used by a thread that did not open it")
  func threads() throws {
    place.write([1, 2, 3], to: "state")
    let directory = try open()
    let bytes = Locked<[UInt8]>([])
    var threads = ThreadGroup()
    try threads.start(named: "reader") {
      let read = try? directory.load("state", limit: 10)?.bytes()
      bytes.withLock { $0 = read ?? [] }
    }
    threads.join()
    #expect(bytes.withLock { $0 } == [1, 2, 3])
  }

  @Test("belongs to whoever locks it first, until that one is gone")
  func locking() throws {
    var first: Directory? = try open()
    let second = try open()
    try first?.lock()
    try first?.lock()
    #expect(TestKit.failure { try second.lock() } == .wouldBlock)
    first = nil
    #expect(TestKit.failure { try second.lock() } == nil)
  }

  @Test("gives a file another name, in place of what has that name")
  func renaming() throws {
    let directory = try open()
    place.write([1], to: "state")
    place.write([2], to: "old")
    try directory.rename("state", to: "old")
    #expect(place.names == ["old"] && place.bytes(of: "old") == [1])
    #expect(TestKit.failure { try directory.rename("state", to: "old") } == .noSuchFile)
  }

  @Test("knows the size of a file, which can be set, and 0 of none")
  func sizesOfFiles() throws {
    let directory = try open()
    #expect(try directory.size(of: "mark") == 0)
    for size in [UInt64(1), 3, 2] {
      try directory.setSize(of: "mark", to: size)
      #expect(try directory.size(of: "mark") == size)
    }
    #expect(place.mode(of: "mark") == 0o600)
    place.makeDirectory("directory")
    #expect(TestKit.failure { _ = try directory.size(of: "directory") } == Errno(rawValue: EISDIR))
    #expect(TestKit.failure { try directory.setSize(of: "directory", to: 1) } == Errno(rawValue: EISDIR))
  }

  @Test("is brought to the disk")
  func syncing() throws {
    let directory = try open()
    place.write([1], to: "state")
    #expect(TestKit.failure { try directory.sync() } == nil)
  }
}
