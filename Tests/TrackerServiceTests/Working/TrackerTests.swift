// What workers and supervisor share.
import LinuxIO
import Testing
import TrackerCore

@testable import TrackerService

@Suite("The shared state of a tracker")
struct TrackerTests {
  @Test("serves when each worker does, with news of each")
  func serving() throws {
    let tracker = try Tracker.make(workers: 2)
    let isNewsBefore = tracker.news.clear()
    #expect(!isNewsBefore)
    tracker.noteServing()
    let isNewsOfOne = tracker.news.clear()
    #expect(!tracker.isServing && isNewsOfOne)
    tracker.noteServing()
    let isNewsOfBoth = tracker.news.clear()
    #expect(tracker.isServing && isNewsOfBoth)
    #expect(tracker.failure == nil)
  }

  @Test("has news of a worker that cannot go on")
  func failure() throws {
    let tracker = try Tracker.make(workers: 2)
    tracker.noteFailure(.badDescriptor)
    let isNews = tracker.news.clear()
    #expect(tracker.failure == .badDescriptor && isNews)
  }

  @Test("keeps a report for each worker")
  func reports() throws {
    let tracker = try Tracker.make(workers: 3)
    tracker.reports.withLock(at: 2) { $0.repliesLost = 7 }
    #expect(tracker.workerReports.map(\.repliesLost) == [0, 0, 7])
    #expect(tracker.workerCount == 3)
  }

  @Test("has secrets that no other tracker has")
  func secrets() throws {
    var ids: Set<UInt64> = []
    for _ in 0..<4 {
      let tracker = try Tracker.make(workers: 1)
      #expect(!tracker.isSecretShared)
      var traffic = Traffic(secret: tracker.secret)
      ids.insert(traffic.connectionID())
    }
    #expect(ids.count == 4)
  }

  @Test("follows a secret that it shares, and keeps one of its own beside it")
  func sharedSecret() throws {
    var ids: Set<UInt64> = []
    for _ in 0..<2 {
      var listeners = Listeners()
      try listeners.open(1, on: .loopback(.v4, port: 0))
      let tracker = try Tracker(
        LiveSettings(), log: Log(), workers: 1, listeners: listeners, inheritance: Inheritance(of: []),
        sharedSecret: ConnectionIDSecret(1, 2))
      #expect(tracker.isSecretShared)
      var shared = Traffic(secret: tracker.secret)
      ids.insert(shared.connectionID())
      var own = Traffic(secret: tracker.ownSecret)
      ids.insert(own.connectionID())
    }
    #expect(ids.count == 3)
  }

  @Test("tells of a snapshot by a number that changes when one begins, until it is over")
  func savingRound() throws {
    let tracker = try Tracker.make(workers: 2)
    let before = tracker.savingRoundNumber
    #expect(tracker.currentSavingRound == nil)
    let round = try SavingRound(savers: 2, milliseconds: 0)
    tracker.begin(round)
    #expect(tracker.savingRoundNumber != before && tracker.currentSavingRound === round)
    tracker.endRound()
    #expect(tracker.currentSavingRound == nil)
  }
}
