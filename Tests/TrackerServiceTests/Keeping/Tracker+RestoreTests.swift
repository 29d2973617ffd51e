// The swarms of an earlier run, back in the tables or left alone.
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("Restoring swarms")
struct TrackerRestoreTests {
  /// A tracker that begins where a state ended, with the default interval of 900 seconds.
  private static func tracker(_ states: [EarlierState], workers: Int = 2) throws -> Tracker {
    try Tracker.make(workers: workers, inheritance: Inheritance(of: states))
  }

  private static func states(_ states: TestState...) throws -> [EarlierState] {
    try states.flatMap { try $0.earlier() }
  }

  @Test("brings all of them back, with any number of workers", arguments: [1, 2, 3, 16])
  func restores(workers: Int) throws {
    let states = try Self.states(TestState(torrents: 800))
    let tracker = try Self.tracker(states, workers: workers)
    #expect(tracker.restoreSwarms(from: states) === states[0])
    #expect(tracker.swarms.totals() == SwarmTotals(torrents: 800, ipv4Peers: 800, ipv6Peers: 0))
  }

  @Test("does nothing without a state")
  func nothing() throws {
    let tracker = try Self.tracker([])
    #expect(tracker.restoreSwarms(from: []) == nil)
    #expect(tracker.swarms.totals() == SwarmTotals())
  }

  @Test("leaves alone what is older than two intervals and two minutes, and no younger one")
  func stale() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      // A slow machine adds a few seconds to each age.
      for (age, isFresh) in [(UInt64(1900), true), (1921, false), (10_000, false)] {
        let states = try Self.states(TestState(torrents: 5), TestState(madeAt: 5_000_000 + age * 1000))
        let tracker = try Self.tracker([states[1]])
        #expect((tracker.restoreSwarms(from: [states[0]]) != nil) == isFresh)
        #expect(tracker.swarms.totals().torrents == (isFresh ? 5 : 0))
      }
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix("restored 5 peers in 5 torrents from the descriptor store, 19"))
    #expect(lines[1].hasPrefix("the swarms kept in the descriptor store are 19"))
    #expect(lines[2].hasPrefix("the swarms kept in the descriptor store are 100"))
  }

  @Test("takes a state of this moment for one, though the clock was set back since")
  func setBack() throws {
    for _ in 0..<20 {
      let directory = TestDirectory()
      let disk = try StateDisk(directory: directory.path)
      let seconds = RealtimeClock.nanoseconds / 1_000_000_000
      try disk.save(
        try TestState(torrents: 1, damage: { bytes in Self.setTime(seconds + 3600, of: &bytes) }).memory())
      let states = EarlierState.all(stored: [], disk: disk, log: Log())
      let tracker = try Self.tracker(states)
      #expect(tracker.restoreSwarms(from: states) != nil)
    }
  }

  /// Writes another time of day, in seconds since 1970, into a state.
  private static func setTime(_ seconds: UInt64, of bytes: inout [UInt8]) {
    guard var header = try? StateHeader(bytes.span) else { return }
    header.moment.realtimeMilliseconds = seconds * 1000
    bytes.replaceSubrange(..<StateHeader.length, with: header.bytes)
  }

  @Test("leaves the tables empty where a section is damaged, whichever it is, and says so")
  func damaged() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let length = try TestState(torrents: 500).bytes().count
      for place in [StateHeader.length + 2, StateHeader.length + 30, length / 2, length - 1] {
        let states = try Self.states(TestState(torrents: 500, damage: { $0[place] ^= 0x10 }))
        let tracker = try Self.tracker(states)
        #expect(tracker.restoreSwarms(from: states) == nil)
        #expect(tracker.swarms.totals() == SwarmTotals())
      }
    }
    let lines = try #require(result).logLines
    try #require(lines.count == 4)
    for line in lines {
      #expect(line.hasPrefix("warning: what is kept in the descriptor store "))
      #expect(line.contains("in section "))
    }
  }

  @Test("goes on to the next state when one is damaged or too old")
  func nextCandidate() throws {
    for first in [TestState(torrents: 5, damage: { $0[$0.count - 1] ^= 1 }), TestState(madeAt: 2_000_000, torrents: 5)]
    {
      let states = try Self.states(first, TestState(torrents: 7))
      let tracker = try Self.tracker([states[1]])
      #expect(tracker.restoreSwarms(from: states) === states[1])
      #expect(tracker.swarms.totals().torrents == 7)
    }
  }

  @Test("refuses a torrent that is there twice")
  func duplicate() throws {
    let twice = TestState(
      torrents: 1,
      damage: { bytes in
        guard var header = try? StateHeader(bytes.span) else { return }
        bytes += bytes[StateHeader.length...]
        header.sections = 2
        header.totalLength = UInt64(bytes.count)
        bytes.replaceSubrange(..<StateHeader.length, with: header.bytes)
      })
    let states = try Self.states(twice)
    let tracker = try Self.tracker(states)
    #expect(states.count == 1)
    #expect(tracker.restoreSwarms(from: states) == nil)
    #expect(tracker.swarms.totals() == SwarmTotals())
  }
}
