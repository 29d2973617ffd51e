// Tests of Shares.swift.
import Glibc
import LinuxIO
import Testing

@testable import Snapshots

@Suite("Work in shares", .timeLimit(.minutes(1)))
struct SharesTests {
  @Test("is done once for each share, and is done when it returns", arguments: [1, 2, 16])
  func each(count: Int) {
    let done = Locked<[Int]>([])
    Shares.forEach(of: count, threadsNamed: "test") { share in done.withLock { $0.append(share) } }
    #expect(done.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test("is done by the caller where there is no thread to be had")
  func withoutThreads() async {
    await #expect(processExitsWith: .success) {
      // No memory for the stack of another thread; what this one needs is there.
      let done = Locked<[Int]>([])
      done.withLock { $0.reserveCapacity(64) }
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      Shares.forEach(of: 4, threadsNamed: "test") { share in done.withLock { $0.append(share) } }
      #expect(done.withLock { $0.sorted() } == Array(0..<4))
    }
  }
}
