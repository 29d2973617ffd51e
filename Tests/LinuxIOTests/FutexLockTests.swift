// The lock's word: what it says, and that sleepers are woken.
import Synchronization
import Testing

@testable import LinuxIO

@Suite("A futex lock")
struct FutexLockTests {
  /// Runs a body with a lock whose word is freed afterwards.
  private func withLock(_ body: (FutexLock) throws -> Void) rethrows {
    let word = UnsafeMutablePointer<FutexLock.Word>.allocate(capacity: 1)
    unsafe FutexLock.initializeWord(at: word)
    defer { unsafe word.deallocate() }
    try body(unsafe FutexLock(at: word))
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

  @Test("wakes a thread that sleeps")
  func wake() throws {
    try withLock { lock in
      lock.acquire()
      let shared = Shared(lock: lock)
      var threads = ThreadGroup()
      try threads.start(named: "sleeper") {
        shared.lock.acquire()
        shared.lock.release()
      }
      // The word says that somebody may sleep when the other thread has given up spinning.
      while unsafe lock.word.pointee.load(ordering: .relaxed) != FutexLock.contended { sleepBriefly() }
      lock.release()
      threads.join()
      #expect(lock.take())
    }
  }

  /// The lock as something another thread may have.
  private struct Shared: @unchecked Sendable {
    let lock: FutexLock
  }
}
