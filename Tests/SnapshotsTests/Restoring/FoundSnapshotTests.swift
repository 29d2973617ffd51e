// Tests of FoundSnapshot.swift.
import Glibc
import Hashing
import LinuxIO
import Swarms
import Systemd
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("The snapshots of earlier runs")
struct FoundSnapshotTests {
  /// Saves a snapshot to a directory.
  private static func save(_ snapshot: TestSnapshot, _ directory: TestDirectory) throws -> SnapshotDirectory {
    let disk = try SnapshotDirectory.open(directory.path)
    disk.save(try snapshot.memory())
    return disk
  }

  private static func stored(_ descriptor: CInt) -> [PassedDescriptor] {
    [PassedDescriptor(number: descriptor, name: SnapshotPlace.storedNames[0])]
  }

  /// A descriptor of a snapshot that whoever has it can change.
  private static func unsealed() throws -> CInt {
    let bytes = try TestSnapshot().bytes()
    let memory = try MemoryFile.create(named: "test")
    try memory.write(bytes.span, at: 0)
    return dup(memory.descriptor)
  }

  @Test("are none where there are none")
  func none() throws {
    let directory = TestDirectory()
    #expect(FoundSnapshot.readAll(stored: [], directory: nil, report: { _ in }).isEmpty)
    #expect(
      FoundSnapshot.readAll(stored: [], directory: try SnapshotDirectory.open(directory.path), report: { _ in }).isEmpty
    )
  }

  @Test("begin with the latest of one tracker, wherever it was", arguments: [1, 2, 3])
  func latestFirst(latest: UInt64) throws {
    let directory = TestDirectory()
    let times = (1...3).map { $0 == latest ? 9_000_000 : 1_000_000 * $0 }
    let disk = try Self.save(TestSnapshot(madeAt: times[2]), directory)
    let found = FoundSnapshot.readAll(
      stored: [
        try TestSnapshot(madeAt: times[0]).passed(as: SnapshotPlace.storedNames[0]),
        try TestSnapshot(madeAt: times[1]).passed(as: SnapshotPlace.storedNames[1]),
      ], directory: disk, report: { _ in })
    let sources: [SnapshotPlace] =
      SnapshotPlace.storedNames.map { .descriptorStore(name: $0) } + [.file(path: disk.path)]
    #expect(found.count == 3)
    #expect(found.first?.place == sources[Int(latest) - 1])
    #expect(found.first?.header.moment.tracker == Instant(milliseconds: 9_000_000))
    #expect(Set(found.map(\.place.text)) == Set(sources.map(\.text)))
  }

  @Test("have a stranger's last: a file that somebody put there, later though it is")
  func stranger() throws {
    let directory = TestDirectory()
    let disk = try Self.save(TestSnapshot(digestKey: SipKey(8, 9), madeAt: 9_000_000), directory)
    let found = FoundSnapshot.readAll(
      stored: [try TestSnapshot(madeAt: 1_000_000).passed()], directory: disk, report: { _ in })
    #expect(found.map(\.header.moment.tracker.milliseconds) == [1_000_000, 9_000_000])
  }

  @Test("do not have what is damaged, foreign or of another version, and each is reported")
  func refused() throws {
    let damages: [(SnapshotFlaw, (inout [UInt8]) -> Void)] = [
      (.damagedHeader, { $0[40] ^= 1 }), (.foreign, { $0[0] ^= 1 }), (.version(4), { $0[11] = 4 }),
      (.truncated, { $0.removeLast() }), (.oversized, { $0.append(0) }), (.foreign, { $0 = [] }),
    ]
    for (flaw, damage) in damages {
      let directory = TestDirectory()
      let reports = Reports()
      let disk = try Self.save(TestSnapshot(torrents: 1, damage: damage), directory)
      let found = FoundSnapshot.readAll(
        stored: [try TestSnapshot().passed()], directory: disk, report: reports.reporter)
      #expect(found.map(\.place) == [.descriptorStore(name: SnapshotPlace.storedNames[0])])
      #expect(reports.all == [.refused(.file(path: disk.path), flaw)])
    }
  }

  @Test("do not have what somebody can still change, or what is no file, and each is reported")
  func unreadable() throws {
    let place = SnapshotPlace.descriptorStore(name: SnapshotPlace.storedNames[0])
    // Unsafe: a C string for the length of the call.
    for descriptor in [try Self.unsealed(), unsafe open("/dev/null", O_RDONLY)] {
      let reports = Reports()
      let found = FoundSnapshot.readAll(
        stored: Self.stored(descriptor), directory: nil, report: reports.reporter)
      #expect(found.isEmpty && reports.all == [.unreadable(place, .notPermitted)])
    }
    let directory = TestDirectory()
    let reports = Reports()
    directory.makeDirectory("snapshot")
    let disk = try SnapshotDirectory.open(directory.path)
    let found = FoundSnapshot.readAll(stored: [], directory: disk, report: reports.reporter)
    #expect(found.isEmpty && reports.all == [.unreadable(.file(path: disk.path), Errno(rawValue: EISDIR))])
  }

  @Test("take over the descriptors they were passed: none stays open after them")
  func descriptors() async {
    await #expect(processExitsWith: .success) {
      let passed = [try TestSnapshot().passed(), try TestSnapshot(damage: { $0[40] ^= 1 }).passed(as: "state-b")]
      func open() -> [Bool] { passed.map { fcntl($0.number, F_GETFD) >= 0 } }
      do {
        let found = FoundSnapshot.readAll(stored: passed, directory: nil, report: { _ in })
        #expect(open() == [true, false])
        #expect(found.count == 1)
      }
      #expect(open() == [false, false])
    }
  }
}
