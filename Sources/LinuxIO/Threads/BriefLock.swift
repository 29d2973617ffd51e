// A spin lock in one word of memory, for sections of some hundred nanoseconds that are hardly ever contended.
internal import CLinux
public import Synchronization

/// A mutual exclusion lock in one word of memory: 0 free, 1 taken.
///
/// This is a view of the word, which must stay where it is. Taking a free lock is one atomic exchange, leaving it a plain store;
/// a lock that wakes sleepers would need an exchange there too. So nobody is woken: a thread that has waited for longer than
/// any section lasts, because the scheduler has put the owner aside, sleeps for a moment and looks again.
@usableFromInline
@safe struct BriefLock {
  /// The word as it lies in memory.
  @usableFromInline typealias Word = Atomic<UInt32>

  @usableFromInline static let free: UInt32 = 0
  @usableFromInline static let taken: UInt32 = 1

  /// How often a thread looks again before it sleeps: some microseconds, longer than a lock is held here.
  private static let spinCount = 100
  /// The first sleep; each further one is twice as long, up to the longest.
  private static let shortestSleepMicroseconds: Int64 = 20
  private static let longestSleepMicroseconds: Int64 = 1000

  @usableFromInline let word: UnsafeMutablePointer<Word>

  /// Makes a free lock in memory that holds nothing yet.
  @inlinable
  static func initializeWord(at word: UnsafeMutablePointer<Word>) { unsafe word.initialize(to: Word(free)) }

  /// The lock in an initialised word.
  @inlinable @inline(__always)
  init(at word: UnsafeMutablePointer<Word>) { unsafe self.word = word }

  /// Takes the lock, waiting for it.
  @inlinable @inline(__always)
  func acquire() {
    if !take() { acquireContended() }
  }

  /// Takes the lock, waiting for so many milliseconds at the most; returns whether it was to be had.
  @usableFromInline
  func acquire(patienceMilliseconds: UInt64) -> Bool {
    take() || wait(until: MonotonicClock.nanoseconds + patienceMilliseconds * 1_000_000)
  }

  /// Leaves the lock.
  @inlinable @inline(__always)
  func release() {
    // Unsafe: the word is initialised as long as there is a view of it. So in all that follows.
    unsafe word.pointee.store(Self.free, ordering: .releasing)
  }

  @inlinable @inline(__always)
  func take() -> Bool {
    unsafe word.pointee.compareExchange(
      expected: Self.free, desired: Self.taken, successOrdering: .acquiring, failureOrdering: .relaxed
    ).exchanged
  }

  @usableFromInline @inline(never)
  func acquireContended() { _ = wait(until: nil) }

  /// Waits for the lock until a moment of ``MonotonicClock``, in nanoseconds, or without end; returns whether it was to be had.
  private func wait(until deadline: UInt64?) -> Bool {
    var sleepMicroseconds = Self.shortestSleepMicroseconds
    while true {
      for _ in 0..<Self.spinCount {
        clinux_spin_hint()
        if unsafe word.pointee.load(ordering: .relaxed) == Self.free && take() { return true }
      }
      if let deadline, MonotonicClock.nanoseconds >= deadline { return false }
      clinux_sleep_microseconds(sleepMicroseconds)
      sleepMicroseconds = min(2 * sleepMicroseconds, Self.longestSleepMicroseconds)
    }
  }
}
