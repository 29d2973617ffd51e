// What workers and supervisor share.
import LinuxIO
import Testing

@testable import TrackerService

@Suite("The shared state of a tracker")
struct TrackerTests {
  private func makeTracker(workers: Int, _ settings: LiveSettings = LiveSettings()) throws -> Tracker {
    var listeners = Listeners()
    try listeners.open(1, on: .loopback(.v4, port: 0))
    return try Tracker(settings, log: Log(), workers: workers, listeners: listeners)
  }

  @Test("tells that settings changed by a number that changes with them")
  func settings() throws {
    let first = LiveSettings(interval: 600, connectionIDMaxAge: 120, isDebug: true)
    let tracker = try makeTracker(workers: 1, first)
    #expect(tracker.settings == first)
    let version = tracker.settingsVersion
    tracker.settings = first
    #expect(tracker.settingsVersion == version)
    tracker.settings = LiveSettings()
    #expect(tracker.settings == LiveSettings() && tracker.settingsVersion != version)
  }

  @Test("serves when each worker does, with news of each")
  func serving() throws {
    let tracker = try makeTracker(workers: 2)
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
    let tracker = try makeTracker(workers: 2)
    tracker.noteFailure(.badDescriptor)
    let isNews = tracker.news.clear()
    #expect(tracker.failure == .badDescriptor && isNews)
  }

  @Test("keeps a report for each worker")
  func reports() throws {
    let tracker = try makeTracker(workers: 3)
    tracker.reports.withLock(at: 2) { $0.repliesLost = 7 }
    #expect(tracker.workerReports.map(\.repliesLost) == [0, 0, 7])
    #expect(tracker.workerCount == 3)
  }

  @Test("has secrets that no other tracker has")
  func secrets() throws {
    var ids: Set<UInt64> = []
    for _ in 0..<4 {
      let tracker = try makeTracker(workers: 1)
      var traffic = Traffic(secret: tracker.secret)
      ids.insert(traffic.connectionID())
    }
    #expect(ids.count == 4)
  }
}
