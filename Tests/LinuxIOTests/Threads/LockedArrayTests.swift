// Values behind locks, under contention.
import LinuxIO
import Testing

@Suite("An array of locked values")
struct LockedArrayTests {
  /// A value that cannot be copied and tells when it is gone.
  private struct Tally: ~Copyable, Sendable {
    let name: Int
    let gone: Witness
    var count = 0

    deinit { gone.count.withLock { $0 += 1 } }
  }

  private final class Witness: Sendable {
    let count = Locked(0)
  }

  @Test("makes each value from its index, and destroys each once")
  func values() {
    let witness = Witness()
    do {
      let array = LockedArray(count: 5) { Tally(name: $0, gone: witness) }
      #expect(array.count == 5)
      for index in 0..<5 {
        let name = array.withLock(at: index) { $0.name }
        #expect(name == index)
      }
    }
    let gone = witness.count.withLock { $0 }
    #expect(gone == 5)
  }

  @Test("may be empty")
  func empty() {
    let array = LockedArray(count: 0) { $0 }
    #expect(array.count == 0)
  }

  @Test("can be waited for in vain: a value that a thread has and keeps is not to be had, and later it is")
  func patience() throws {
    let array = LockedArray(count: 2) { $0 }
    let free = array.withLock(at: 0) { _ in
      (array.withLock(at: 0, patienceMilliseconds: 20) { $0 }, array.withLock(at: 1, patienceMilliseconds: 20) { $0 })
    }
    #expect(free.0 == nil && free.1 == 1)
    #expect(array.withLock(at: 0, patienceMilliseconds: 20) { $0 } == 0)
  }

  @Test("is had at once where no thread shares it")
  func notShared() {
    let array = LockedArray(count: 1, isShared: false) { $0 }
    let inner = array.withLock(at: 0) { _ in array.withLock(at: 0, patienceMilliseconds: 0) { $0 } }
    #expect(inner == 0)
  }

  @Test("loses no change when threads contend", arguments: [1, 4])
  func contention(values: Int) throws {
    let rounds = 20_000
    let witness = Witness()
    let array = LockedArray(count: values) { Tally(name: $0, gone: witness) }
    var threads = ThreadGroup()
    for thread in 0..<4 {
      try threads.start(named: "contender") {
        for round in 0..<rounds { array.withLock(at: (thread + round) % values) { $0.count += 1 } }
      }
    }
    threads.join()
    var total = 0
    for index in 0..<values { total += array.withLock(at: index) { $0.count } }
    #expect(total == 4 * rounds)
  }

  @Test("lets one thread in at a time, also where the others must sleep")
  func exclusive() throws {
    let array = LockedArray(count: 1) { _ in false }
    let overlaps = Locked(0)
    var threads = ThreadGroup()
    for _ in 0..<4 {
      try threads.start(named: "sleeper") {
        for _ in 0..<20 {
          array.withLock(at: 0) { isTaken in
            if isTaken { overlaps.withLock { $0 += 1 } }
            isTaken = true
            sleepBriefly()
            isTaken = false
          }
        }
      }
    }
    threads.join()
    #expect(overlaps.withLock { $0 } == 0)
  }

  @Test("leaves the lock when the body throws")
  func throwing() {
    let array = LockedArray(count: 1) { $0 }
    var caught: Errno?
    do throws(Errno) {
      try array.withLock(at: 0) { (_: inout Int) throws(Errno) in throw Errno.interrupted }
    } catch { caught = error }
    #expect(caught == .interrupted)
    #expect(array.withLock(at: 0) { $0 } == 0)
  }

  @Test("keeps values of any size and alignment apart")
  func layout() {
    let words = LockedArray(count: 3) { index in InlineArray<9, UInt64>(repeating: UInt64(index)) }
    for index in 0..<3 { words.withLock(at: index) { $0[8] += 1 } }
    for index in 0..<3 {
      let (first, last) = words.withLock(at: index) { ($0[0], $0[8]) }
      #expect(first == UInt64(index) && last == first + 1)
    }
    let vectors = LockedArray(count: 2) { SIMD4<Double>(repeating: Double($0)) }
    vectors.withLock(at: 1) { $0 += 1 }
    #expect(vectors.withLock(at: 0) { $0 } == SIMD4(repeating: 0))
    #expect(vectors.withLock(at: 1) { $0 } == SIMD4(repeating: 2))
  }

  @Test("has no value beyond its count", arguments: [-1, 1])
  func outOfBounds(index: Int) async {
    await #expect(processExitsWith: .failure) { [index] in
      let array = LockedArray(count: 1) { $0 }
      array.withLock(at: index) { $0 += 1 }
    }
  }
}
