// When the state is written, and where: with a directory and without a service manager.
import Glibc
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("The state's keeper with a disk", .timeLimit(.minutes(2)))
struct StateKeeperDiskTests {
  /// A tracker whose keeper has a directory.
  private struct Kept: ~Copyable {
    let directory: TestDirectory
    let tracker: Tracker
    var keeper: StateKeeper
    private var announces: UInt64

    init() throws {
      let directory = TestDirectory()
      let tracker = try Tracker.make(workers: 2)
      let disk = try StateDisk(directory: directory.path)
      self.directory = directory
      self.tracker = tracker
      keeper = StateKeeper(
        tracker, disk: disk, settings: StateSettings(snapshotInterval: 1), inherited: nil, storedNames: [],
        milliseconds: 0)
      announces = 0
      awaitDisk(at: 0)
    }

    /// Hears what came of the disk's work; half a minute at the most is waited for it.
    private mutating func awaitDisk(at now: UInt64) {
      for _ in 0..<3000 {
        if tracker.news.clear() { break }
        usleep(10_000)
      }
      keeper.hearNews(at: now, totals: tracker.swarms.totals())
    }

    /// Takes a snapshot, as workers and supervisor do, and waits for the disk.
    mutating func snapshot() {
      announces += 1
      let now = keeper.due
      keeper.begin(at: now, announces: announces)
      guard let round = tracker.currentSavingRound else {
        Issue.record("no snapshot was begun")
        return
      }
      round.save(tracker.swarms, shares: 2)
      keeper.hearNews(at: now, totals: tracker.swarms.totals())
      awaitDisk(at: now)
    }

    /// How many torrents the file has.
    func torrentsOnDisk() throws -> Int? {
      let disk = try StateDisk(directory: directory.path)
      guard let state = EarlierState.all(stored: [], disk: disk, log: Log()).first else { return nil }
      return state.header.totals.torrents
    }
  }

  @Test("writes the file at once, for the keys, with each snapshot, and at the end")
  func file() throws {
    var kept = try Kept()
    #expect(kept.keeper.due == 1000)
    #expect(try kept.torrentsOnDisk() == 0)
    for number in 1...3 {
      kept.tracker.swarms.announce(torrents: 0..<number)
      kept.snapshot()
      #expect(try kept.torrentsOnDisk() == number)
    }
    kept.tracker.swarms.announce(torrents: 0..<9)
    kept.keeper.keepLast()
    #expect(try kept.torrentsOnDisk() == 9)
    #expect(!kept.directory.has("snapshot.new"))
  }

  @Test("writes the keys at the end, even if nobody has announced")
  func keysAlone() throws {
    var kept = try Kept()
    kept.keeper.keepLast()
    let disk = try StateDisk(directory: kept.directory.path)
    let header = try #require(EarlierState.all(stored: [], disk: disk, log: Log()).first).header
    let own = StateHeader(
      moment: header.moment, secret: kept.tracker.ownSecret, digestKey: kept.tracker.swarms.digestKey)
    #expect(header.bytes == own.bytes)
  }

  @Test("says once that the disk fails, once that it works again, and goes on trying")
  func failingDisk() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      var kept = try Kept()
      for isObstructed in [true, false] {
        if isObstructed { kept.directory.obstruct() } else { kept.directory.clear() }
        for _ in 0..<3 { kept.snapshot() }
      }
      kept.directory.obstruct()
      kept.snapshot()
      kept.keeper.keepLast()
      kept.directory.clear()
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 3)
    for (line, words) in zip(lines, ["cannot be kept in /tmp/", "is kept in /tmp/", "cannot be kept in /tmp/"]) {
      #expect(line.contains("the state \(words)"))
      #expect(line.contains("/snapshot"))
    }
    #expect(lines[1].hasSuffix(" again"))
  }

  @Test("says at the end that the disk takes the state again, and that it is kept")
  func recoveredAtTheEnd() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      var kept = try Kept()
      kept.directory.obstruct()
      kept.snapshot()
      kept.directory.clear()
      kept.keeper.keepLast()
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 3)
    #expect(lines[0].contains("cannot be kept in ") && lines[1].hasSuffix("/snapshot again"))
    #expect(lines[2].hasPrefix("kept 0 peers in 0 torrents for the next start, 128 bytes"))
  }

  @Test("keeps nothing, and says nothing, without a place to keep it in")
  func nowhere() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let tracker = try Tracker.make()
      var keeper = StateKeeper(
        tracker, disk: nil, settings: StateSettings(), inherited: nil, storedNames: [], milliseconds: 0)
      keeper.begin(at: .max - 1, announces: 1)
      #expect(tracker.currentSavingRound == nil && keeper.due == .max)
      keeper.keepLast()
    }
    #expect(try #require(result).logLines.isEmpty)
  }

  @Test("tells of each snapshot while debugging")
  func debugging() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      var kept = try Kept()
      kept.tracker.swarms.announce(torrents: 0..<5)
      kept.snapshot()
      kept.tracker.settings = LiveSettings(isDebug: true)
      kept.snapshot()
    }
    let lines = try #require(result).logLines
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("snapshot of 5 peers in 5 torrents, "))
  }
}
