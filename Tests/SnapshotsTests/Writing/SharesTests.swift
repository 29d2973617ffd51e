// Tests of Shares.swift.
import Glibc
import LinuxIO
import TestKit
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

  @Test("is done by the caller where there is no thread to be had", .disabled(if: Sanitizers.areOn))
  func withoutThreads() async {
    await #expect(processExitsWith: .success) {
      let done = Locked<[Int]>([])
      done.withLock { $0.reserveCapacity(64) }
      // What this thread needs is there: small blocks that were given back.
      _ = (0..<1000).map { [Int](repeating: $0, count: 30) }
      var limit = rlimit()
      // Unsafe, here and below: the limit is written or read during the call.
      #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      let usual = limit.rlim_cur
      // No address space for the stack of another thread, until it is over: the test's own words need memory, too.
      limit.rlim_cur = 0
      let isLimited = unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
      Shares.forEach(of: 4, threadsNamed: "test") { share in done.withLock { $0.append(share) } }
      limit.rlim_cur = usual
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      #expect(isLimited)
      #expect(done.withLock { $0.sorted() } == Array(0..<4))
    }
  }
}
