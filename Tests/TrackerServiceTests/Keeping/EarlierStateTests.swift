// What earlier runs left, in the order in which it is tried.
import Glibc
import LinuxIO
import Swarms
import Systemd
import Testing
import TrackerCore

@testable import TrackerService

@Suite("The states of earlier runs")
struct EarlierStateTests {
  /// Saves a state to a directory.
  private static func save(_ state: TestState, _ directory: TestDirectory) throws -> StateDisk {
    let disk = try StateDisk(directory: directory.path)
    try disk.save(try state.memory())
    return disk
  }

  private static func stored(_ descriptor: CInt) -> [PassedDescriptor] {
    [PassedDescriptor(number: descriptor, name: StateSource.storedNames[0])]
  }

  /// A descriptor of a state that whoever has it can change.
  private static func unsealed() throws -> CInt {
    let bytes = try TestState().bytes()
    let memory = try MemoryFile.create(named: "test")
    try memory.write(bytes.span, at: 0)
    return dup(memory.descriptor)
  }

  @Test("are none where there are none")
  func none() throws {
    let directory = TestDirectory()
    #expect(EarlierState.all(stored: [], disk: nil, log: Log()).isEmpty)
    #expect(EarlierState.all(stored: [], disk: try StateDisk(directory: directory.path), log: Log()).isEmpty)
  }

  @Test("begin with the latest of one tracker, wherever it was", arguments: [1, 2, 3])
  func latestFirst(latest: UInt64) throws {
    let directory = TestDirectory()
    let times = (1...3).map { $0 == latest ? 9_000_000 : 1_000_000 * $0 }
    let disk = try Self.save(TestState(madeAt: times[2]), directory)
    let states = EarlierState.all(
      stored: [
        try TestState(madeAt: times[0]).passed(as: StateSource.storedNames[0]),
        try TestState(madeAt: times[1]).passed(as: StateSource.storedNames[1]),
      ], disk: disk, log: Log())
    let sources: [StateSource] =
      StateSource.storedNames.map { .descriptorStore(name: $0) } + [.file(path: disk.path)]
    #expect(states.count == 3)
    #expect(states.first?.source == sources[Int(latest) - 1])
    #expect(states.first?.header.moment.tracker == Instant(milliseconds: 9_000_000))
    #expect(Set(states.map(\.source.text)) == Set(sources.map(\.text)))
  }

  @Test("have a stranger's last: a file that somebody put there, later though it is")
  func stranger() throws {
    let directory = TestDirectory()
    let disk = try Self.save(TestState(digestKey: SipKey(8, 9), madeAt: 9_000_000), directory)
    let states = EarlierState.all(stored: [try TestState(madeAt: 1_000_000).passed()], disk: disk, log: Log())
    #expect(states.map(\.header.moment.tracker.milliseconds) == [1_000_000, 9_000_000])
  }

  @Test("do not have what is damaged, foreign or of another version, and each is named in the log")
  func refused() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let damages: [(inout [UInt8]) -> Void] = [
        { $0[40] ^= 1 }, { $0[0] ^= 1 }, { $0[11] = 2 }, { $0.removeLast() }, { $0.append(0) }, { $0 = [] },
      ]
      for damage in damages {
        let directory = TestDirectory()
        let disk = try Self.save(TestState(torrents: 1, damage: damage), directory)
        let states = EarlierState.all(stored: [try TestState().passed()], disk: disk, log: Log())
        #expect(states.map(\.source) == [.descriptorStore(name: StateSource.storedNames[0])])
      }
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 6)
    #expect(lines.allSatisfy { $0.hasPrefix("warning: what is kept in /tmp/") && $0.contains("/snapshot ") })
    let flaws: [StateFlaw] = [.damagedHeader, .foreign, .version(2), .truncated, .oversized, .foreign]
    for (line, flaw) in zip(lines, flaws) { #expect(line.contains("\(flaw)")) }
  }

  @Test("do not have what somebody can still change, or what is no file, and each is named in the log")
  func unreadable() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let unsealed = try Self.unsealed()
      #expect(EarlierState.all(stored: Self.stored(unsealed), disk: nil, log: Log()).isEmpty)
      // Unsafe: a C string for the length of the call.
      let device = unsafe open("/dev/null", O_RDONLY)
      #expect(EarlierState.all(stored: Self.stored(device), disk: nil, log: Log()).isEmpty)
      let directory = TestDirectory()
      precondition(unsafe mkdir("\(directory.path)/snapshot", 0o700) == 0)
      let disk = try StateDisk(directory: directory.path)
      #expect(EarlierState.all(stored: [], disk: disk, log: Log()).isEmpty)
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 3)
    let prefix = "warning: what is kept in the descriptor store cannot be read: "
    #expect(lines[0] == prefix + "Operation not permitted; going on without it")
    #expect(lines[1].hasPrefix(prefix))
    #expect(lines[2].contains("/snapshot cannot be read: "))
  }

  @Test("take over the descriptors they were passed: none stays open after them")
  func descriptors() async {
    await #expect(processExitsWith: .success) {
      let passed = [try TestState().passed(), try TestState(damage: { $0[40] ^= 1 }).passed(as: "state-b")]
      func open() -> [Bool] { passed.map { fcntl($0.number, F_GETFD) >= 0 } }
      do {
        let states = EarlierState.all(stored: passed, disk: nil, log: Log())
        #expect(open() == [true, false])
        #expect(states.count == 1)
      }
      #expect(open() == [false, false])
    }
  }
}
