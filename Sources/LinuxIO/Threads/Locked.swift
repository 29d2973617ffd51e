// A value behind a lock, for several threads.

/// A value in memory of its own, behind a lock.
///
/// Share it by borrowing: a global or captured `let`, or a borrowed argument.
public struct Locked<Value: ~Copyable>: ~Copyable {
  @usableFromInline let values: LockedArray<Value>

  /// Puts a value behind a lock.
  @inlinable
  public init(_ value: consuming Value) {
    // The closure is called once, so it may give its value away; the optional is how Swift is told.
    var value: Value? = consume value
    values = LockedArray(count: 1) { _ in value.take()! }
  }

  /// Runs `body` with the value, while no other thread has it. Not to be nested: that never ends.
  @inlinable @inline(__always)
  public borrowing func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try values.withLock(at: 0, body)
  }

  /// Does the same if the value is to be had within so many milliseconds; else returns nil.
  public borrowing func withLock<Result, Failure: Error>(
    patienceMilliseconds: UInt64, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    try values.withLock(at: 0, patienceMilliseconds: patienceMilliseconds, body)
  }
}

extension Locked: Sendable where Value: Sendable & ~Copyable {}
