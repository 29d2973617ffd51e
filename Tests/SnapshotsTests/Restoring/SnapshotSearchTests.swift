// Tests of SnapshotSearch.swift.
import Glibc
import LinuxIO
import Swarms
import Systemd
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("Looking for what an earlier run has left", .timeLimit(.minutes(1)))
struct SnapshotSearchTests {
  private let reports = Reports()

  private static func save(_ snapshot: TestSnapshot, in directory: TestDirectory) throws {
    try SnapshotDirectory.open(directory.path).save(try snapshot.memory())
  }

  @Test("finds it in the store and in the directory")
  func both() throws {
    let directory = TestDirectory()
    try Self.save(TestSnapshot(madeAt: 9_000_000), in: directory)
    let search = SnapshotSearch.run(
      stored: [try TestSnapshot(madeAt: 1_000_000).passed()], settings: SnapshotSettings(directory: directory.path),
      report: reports.reporter)
    #expect(search.directory?.path == "\(directory.path)/snapshot")
    #expect(search.found.map(\.header.moment.tracker.milliseconds) == [9_000_000, 1_000_000])
    #expect(search.storedNames == ["state-a"])
  }

  @Test("finds nothing without a service manager and a directory, and says nothing")
  func nowhere() {
    let search = SnapshotSearch.run(stored: [], settings: SnapshotSettings(), report: reports.reporter)
    #expect(search.directory == nil && search.found.isEmpty)
    #expect(reports.all.isEmpty)
  }

  @Test("takes the service manager's directory unless another one is named")
  func stateDirectory() async {
    await #expect(processExitsWith: .success) {
      let directories = [TestDirectory(), TestDirectory()]
      Environment.set("STATE_DIRECTORY", directories[0].path)
      let offered = SnapshotSearch.run(stored: [], settings: SnapshotSettings(), report: { _ in })
      #expect(offered.directory?.path == "\(directories[0].path)/snapshot")
      let settings = SnapshotSettings(directory: directories[1].path)
      let named = SnapshotSearch.run(stored: [], settings: settings, report: { _ in })
      #expect(named.directory?.path == "\(directories[1].path)/snapshot")
    }
  }

  @Test("says that a directory cannot be made, and goes on without")
  func noDirectory() throws {
    let path = "\(TestDirectory().path)/not/made"
    let search = SnapshotSearch.run(
      stored: [try TestSnapshot().passed()], settings: SnapshotSettings(directory: path), report: reports.reporter)
    #expect(search.directory == nil && search.found.count == 1)
    #expect(reports.all == [.notKept(path, .noSuchFile)])
  }

  @Test("reads nothing in a directory that another tracker has")
  func taken() throws {
    let directory = TestDirectory()
    try Self.save(TestSnapshot(), in: directory)
    let other = try Directory.open(directory.path)
    try other.lock()
    for isEphemeral in [false, true] {
      let settings = SnapshotSettings(isEphemeral: isEphemeral, directory: directory.path)
      let search = SnapshotSearch.run(stored: [], settings: settings, report: reports.reporter)
      #expect(search.found.isEmpty && directory.names == ["snapshot"])
    }
    #expect(
      reports.all == [.directoryTaken(directory.path), .directoryTaken(directory.path), .ephemeral])
    _ = consume other
  }
}

// Where nothing is to be kept.
extension SnapshotSearchTests {
  @Test("removes the files where nothing is to be kept, says so before, and leaves no descriptor open")
  func ephemeral() throws {
    let directory = TestDirectory()
    try Self.save(TestSnapshot(), in: directory)
    for name in ["snapshot.new", "snapshot.bad", "snapshot.restoring"] { directory.write([1], to: name) }
    let passed = try TestSnapshot().passed()
    let file = OpenFile(passed.number)
    let wasThere = Locked<[Bool]>([])
    let settings = SnapshotSettings(isEphemeral: true, directory: directory.path)
    let search = SnapshotSearch.run(stored: [passed], settings: settings) { event in
      #expect(event == .ephemeral)
      wasThere.withLock { $0.append(directory.has("snapshot")) }
    }
    #expect(search.directory == nil && search.found.isEmpty)
    #expect(directory.names.isEmpty)
    #expect(wasThere.withLock { $0 } == [true])
    #expect(!file.isOpen)
  }

  @Test("names what cannot be removed")
  func notRemoved() {
    let directory = TestDirectory()
    // A directory in the file's place, which unlink(2) refuses.
    directory.makeDirectory("snapshot")
    let settings = SnapshotSettings(isEphemeral: true, directory: directory.path)
    _ = SnapshotSearch.run(stored: [], settings: settings, report: reports.reporter)
    #expect(reports.all == [.ephemeral, .notRemoved("\(directory.path)/snapshot", Errno(rawValue: EISDIR))])
  }
}

// Snapshots that end the process that restores them.
extension SnapshotSearchTests {
  private func search(_ directory: TestDirectory) -> SnapshotSearch {
    SnapshotSearch.run(
      stored: [], settings: SnapshotSettings(directory: directory.path), report: reports.reporter)
  }

  @Test("tries a snapshot twice, and sets it aside at the third start")
  func setAside() throws {
    let directory = TestDirectory()
    let bytes = try TestSnapshot(torrents: 2).bytes()
    directory.write(bytes, to: "snapshot")
    for _ in 1...2 {
      // As if the process ended here: what was begun is not ended.
      let found = search(directory).found.count
      #expect(found == 1 && reports.all.isEmpty)
    }
    #expect(search(directory).found.isEmpty)
    #expect(directory.bytes(of: "snapshot.bad") == bytes)
    #expect(directory.names == ["snapshot.bad"])
    #expect(reports.all == [.setAside(attempts: 2, path: "\(directory.path)/snapshot.bad")])
    #expect(search(directory).found.isEmpty && reports.all.count == 1, "nothing is left to try")
  }

  @Test("keeps on file what was in the store, of which there is no file")
  func setAsideFromStore() throws {
    let directory = TestDirectory()
    directory.write([0, 0], to: "snapshot.restoring")
    let snapshot = TestSnapshot(torrents: 2)
    let passed = try snapshot.passed()
    let file = OpenFile(passed.number)
    let search = SnapshotSearch.run(
      stored: [passed], settings: SnapshotSettings(directory: directory.path), report: reports.reporter)
    #expect(search.found.isEmpty && directory.names == ["snapshot.bad"])
    let kept = try WrittenSnapshot.restore(try #require(directory.bytes(of: "snapshot.bad")))
    #expect(kept.totals.torrents == 2)
    #expect(!file.isOpen)
  }

  @Test("counts the marks in the store, and passes them on to nobody")
  func storedMarks() throws {
    let marks = [try TestSnapshot().passed(as: "state-restoring"), try TestSnapshot().passed(as: "state-restoring")]
    let files = marks.map { OpenFile($0.number) }
    let search = SnapshotSearch.run(
      stored: [try TestSnapshot().passed()] + marks, settings: SnapshotSettings(), report: reports.reporter)
    #expect(search.found.isEmpty)
    #expect(reports.all == [.setAside(attempts: 2, path: nil)])
    #expect(!files.contains { $0.isOpen })
  }

  @Test("leaves no mark where there is nothing to restore")
  func noMark() {
    let directory = TestDirectory()
    for _ in 0..<4 { _ = search(directory) }
    #expect(directory.names.isEmpty && reports.all.isEmpty)
  }
}
