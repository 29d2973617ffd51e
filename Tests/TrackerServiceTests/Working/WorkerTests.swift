// Worker threads on sockets of loopback, without a supervisor.
import Glibc
import LinuxIO
import Swarms
import TestKit
import Testing
import TrackerCore

@testable import Snapshots
@testable import TrackerService

@Suite("A worker", .timeLimit(.minutes(2)))
struct WorkerTests {
  /// Runs all workers of a tracker while `body` runs, then stops them.
  private static func serving(_ tracker: Tracker, _ body: () throws -> Void) throws {
    var threads = ThreadGroup()
    for number in 0..<tracker.workerCount {
      try threads.start(named: "worker-\(number)") { Worker.serve(number, of: tracker) }
    }
    defer {
      tracker.stop.signal()
      threads.join()
    }
    try body()
  }

  @Test("answers at its sockets, alone or with others, own or shared", arguments: [(1, 1), (2, 2), (3, 1), (1, 3)])
  func answers(workers: Int, sockets: Int) throws {
    let tracker = try Tracker.make(workers: workers, sockets: sockets)
    let address = tracker.listeners.addresses[0].socketAddress
    try Self.serving(tracker) {
      for _ in 0..<20 {
        let reply = try Client(.v4).ask(Datagrams.connect, address)
        #expect(reply.count == 16)
      }
    }
    #expect(tracker.isServing && tracker.failure == nil)
    let sum = WorkerReport(sumOf: tracker.workerReports)
    #expect(sum.statistics[.connected] == 20 && sum.statistics.datagrams == 20)
  }

  @Test("ends with what waits in its hand: no reply is owed when it has stopped")
  func lastBatch() throws {
    let tracker = try Tracker.make(workers: 2, sockets: 2)
    let address = tracker.listeners.addresses[0].socketAddress
    let client = Client(.v4)
    try Self.serving(tracker) { for _ in 0..<100 { client.send(Datagrams.connect, to: address) } }
    let connected = WorkerReport(sumOf: tracker.workerReports).statistics[.connected]
    for _ in 0..<connected { #expect(client.receive()?.count == 16) }
  }

  @Test("times its batches while debugging, and only then", arguments: [true, false])
  func times(isDebug: Bool) throws {
    let tracker = try Tracker.make(LiveSettings(isDebug: isDebug), workers: 2, sockets: 2)
    let address = tracker.listeners.addresses[0].socketAddress
    try Self.serving(tracker) { for _ in 0..<20 { _ = try Client(.v4).ask(Datagrams.connect, address) } }
    let times = tracker.stepTimes.withLock { $0 }
    // One at a time is asked, so each is a batch of its own.
    #expect(times.batches.count == (isDebug ? 20 : 0))
    #expect((times.batches.slowest > 0) == isDebug)
    #expect(times.answers.count == times.batches.count && times.answers.slowest <= times.batches.slowest)
    if !isDebug { #expect(times.expiry.count == 0) }
  }

  @Test("publishes what its share of the tables holds, and that it lives, without being asked")
  func publication() throws {
    let tracker = try Tracker.make(workers: 2, sockets: 1)
    let address = tracker.listeners.addresses[0].socketAddress
    try Self.serving(tracker) {
      let client = Client(.v4)
      let id = Datagrams.connectionID(in: try client.ask(Datagrams.connect, address))
      for torrent in UInt8(1)...40 { _ = try client.ask(Datagrams.announce(id: id, torrent: torrent), address) }
      let rounds = tracker.workerReports.map(\.rounds)
      // Half a minute at the most; a few tenths of a second are enough on an idle machine.
      for _ in 0..<3000 {
        let reports = tracker.workerReports
        let isPublished = WorkerReport(sumOf: reports).totals == tracker.swarms.totals()
        if isPublished, zip(reports, rounds).allSatisfy({ $0.rounds > $1 }) { break }
        usleep(10_000)
      }
      let reports = tracker.workerReports
      #expect(WorkerReport(sumOf: reports).totals == tracker.swarms.totals())
      #expect(zip(reports, rounds).allSatisfy { $0.rounds > $1 })
    }
    #expect(tracker.swarms.totals().torrents == 40)
  }

  @Test("writes its share of a snapshot while it serves, and the last one to end has news", arguments: [1, 3])
  func snapshots(workers: Int) throws {
    let tracker = try Tracker.make(workers: workers)
    let address = tracker.listeners.addresses[0].socketAddress
    tracker.swarms.announce(torrents: 1000..<1200)
    try Self.serving(tracker) {
      let client = Client(.v4)
      let id = Datagrams.connectionID(in: try client.ask(Datagrams.connect, address))
      for _ in 0..<3000 where !tracker.isServing { usleep(10_000) }
      tracker.news.clear()
      for number in UInt8(1)...3 {
        let assembly = try SnapshotAssembly(writers: workers, milliseconds: 0)
        tracker.handover.begin(assembly)
        // Until the snapshot is complete, every request is answered.
        for port in UInt16(1)...2000 where !assembly.isComplete {
          let reply = try client.ask(Datagrams.announce(id: id, torrent: number, port: port), address)
          #expect(reply.count >= 20)
          usleep(1000)
        }
        // The signal follows at once, but follows.
        var isNews = tracker.news.clear()
        for _ in 0..<3000 where !isNews {
          usleep(10_000)
          isNews = tracker.news.clear()
        }
        #expect(assembly.isComplete && isNews)
        tracker.handover.end()
        _ = try assembly.seal(tracker)
        let bytes = try assembly.memory.bytes()
        let store = SingleThreadedStore(digestKey: tracker.digestKey)
        try SnapshotReader(try SnapshotHeader(bytes.span)).restore(bytes.span, into: store)
        #expect(store.totals.torrents >= 200)
      }
    }
    #expect(tracker.failure == nil)
  }

  @Test("that cannot serve tells why")
  func failure() async {
    await #expect(processExitsWith: .success) {
      let tracker = try Tracker.make(workers: 1, sockets: 1)
      // A file takes the socket's place, which nobody can wait for (epoll_ctl(2)).
      // Unsafe: a C string for the length of the call.
      dup2(unsafe open("/dev/null", O_RDONLY), tracker.listeners.sockets[0].descriptor)
      Worker.serve(0, of: tracker)
      #expect(tracker.failure == Errno(rawValue: EPERM))
      #expect(!tracker.isServing)
    }
  }

  @Test("that starts after the end ends")
  func late() throws {
    let tracker = try Tracker.make(workers: 1, sockets: 1)
    tracker.stop.signal()
    Worker.serve(0, of: tracker)
    #expect(tracker.failure == nil)
  }
}
