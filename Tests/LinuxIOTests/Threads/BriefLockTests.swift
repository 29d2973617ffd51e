// The lock's word, and that a thread that sleeps gets the lock in the end.
import Testing

@testable import LinuxIO

@Suite("A brief lock")
struct BriefLockTests {
  /// Runs a body with a lock whose word is freed afterwards.
  private func withLock(_ body: (BriefLock) throws -> Void) rethrows {
    let word = UnsafeMutablePointer<BriefLock.Word>.allocate(capacity: 1)
    unsafe BriefLock.initializeWord(at: word)
    defer { unsafe word.deallocate() }
    try body(unsafe BriefLock(at: word))
  }

  @Test("can be taken once, until it is left")
  func take() {
    withLock { lock in
      #expect(lock.take())
      #expect(!lock.take())
      lock.release()
      #expect(lock.take())
    }
  }

  @Test("goes to a thread that has waited for it long enough to sleep")
  func sleeper() throws {
    try withLock { lock in
      lock.acquire()
      let shared = Shared(lock: lock)
      var threads = ThreadGroup()
      try threads.start(named: "sleeper") {
        shared.lock.acquire()
        shared.lock.release()
      }
      // Far longer than it spins.
      for _ in 0..<5 { sleepBriefly() }
      #expect(!lock.take())
      lock.release()
      threads.join()
      #expect(lock.take())
    }
  }

  /// The lock as something another thread may have.
  private struct Shared: @unchecked Sendable {
    let lock: BriefLock
  }
}
