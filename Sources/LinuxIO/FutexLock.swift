// The lock itself: one word, no system call unless somebody has to sleep. futex(2) and futex(7).
internal import CLinux
public import Synchronization

/// A mutual exclusion lock in one word of memory: 0 free, 1 taken, 2 taken and somebody may sleep.
///
/// This is a view of the word, which must stay where it is. Taking and leaving a free lock is one atomic operation each.
@usableFromInline
@safe struct FutexLock {
  /// The word as it lies in memory.
  @usableFromInline typealias Word = Atomic<UInt32>

  @usableFromInline static let free: UInt32 = 0
  @usableFromInline static let taken: UInt32 = 1
  @usableFromInline static let contended: UInt32 = 2

  /// How often a thread looks again before it sleeps: some microseconds, longer than a lock is held here.
  private static let spinCount = 40

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

  /// Leaves the lock, and wakes one thread that may sleep.
  @inlinable @inline(__always)
  func release() {
    // Unsafe: the word is initialised as long as there is a view of it. So in all that follows.
    if unsafe word.pointee.exchange(Self.free, ordering: .releasing) == Self.contended { wakeOne() }
  }

  @inlinable @inline(__always)
  func take() -> Bool {
    unsafe word.pointee.compareExchange(
      expected: Self.free, desired: Self.taken, successOrdering: .acquiring, failureOrdering: .relaxed
    ).exchanged
  }

  @usableFromInline @inline(never)
  func acquireContended() {
    for _ in 0..<Self.spinCount {
      clinux_spin_hint()
      if unsafe word.pointee.load(ordering: .relaxed) == Self.free && take() { return }
    }
    // From here on the word is left as `contended`, since this thread cannot know whether it was the only one to sleep.
    while unsafe word.pointee.exchange(Self.contended, ordering: .acquiring) != Self.free {
      // It returns at once if the word has changed, and now and then for no reason: the loop looks again.
      _ = unsafe clinux_futex_wait(word, Self.contended)
    }
  }

  @usableFromInline @inline(never)
  func wakeOne() { _ = unsafe clinux_futex_wake_one(word) }
}
