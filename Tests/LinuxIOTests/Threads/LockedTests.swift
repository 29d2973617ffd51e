// One value behind a lock.
import LinuxIO
import Testing

@Suite("A locked value")
struct LockedTests {
  @Test("is what it was made with, until it is changed")
  func value() {
    let text = Locked("a")
    text.withLock { $0 += "b" }
    #expect(text.withLock { $0 } == "ab")
  }

  @Test("may be of a type that cannot be copied")
  func noncopyable() throws {
    struct Counter: ~Copyable {
      var count = 0
    }
    let counter = Locked(Counter())
    counter.withLock { $0.count += 1 }
    let count = counter.withLock { $0.count }
    #expect(count == 1)
  }

  @Test("loses no change when threads contend")
  func contention() throws {
    let counter = Locked(0)
    var threads = ThreadGroup()
    for _ in 0..<4 {
      try threads.start(named: "contender") {
        for _ in 0..<20_000 { counter.withLock { $0 += 1 } }
      }
    }
    threads.join()
    #expect(counter.withLock { $0 } == 80_000)
  }
}
