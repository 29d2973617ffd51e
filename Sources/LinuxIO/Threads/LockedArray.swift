// An array of values for several threads, each behind a lock of its own.

/// A fixed number of values in one block of memory, each with a lock, none sharing a cache line with another.
///
/// Share it by borrowing: a global or captured `let`, or a borrowed argument.
@safe public struct LockedArray<Value: ~Copyable>: ~Copyable {
  /// How many values there are.
  public let count: Int

  // Unsafe: owned by this value alone, `count` cells long, all initialised from init to deinit.
  @usableFromInline let cells: UnsafeMutableRawPointer

  /// Whether several threads may come. If not, the locks stay untouched: an atomic exchange keeps the processor from working
  /// ahead, and a scrape is one look-up after the other.
  @usableFromInline let isShared: Bool

  /// Makes each value with the closure, which gets its index. With `isShared` false, only one thread at a time may use the array.
  @inlinable
  public init(count: Int, isShared: Bool = true, makeValue: (Int) -> Value) {
    precondition(count >= 0, "a negative number of values")
    self.count = count
    self.isShared = isShared
    unsafe cells = .allocate(byteCount: count * Cell.stride, alignment: Cell.lineSize)
    for index in 0..<count {
      // Unsafe: each cell has room for the lock at its start and the value at its offset, both aligned.
      let cell = unsafe cells + index * Cell.stride
      unsafe BriefLock.initializeWord(at: cell.assumingMemoryBound(to: BriefLock.Word.self))
      unsafe (cell + Cell.valueOffset).assumingMemoryBound(to: Value.self).initialize(to: makeValue(index))
    }
  }

  @inlinable
  deinit {
    for index in 0..<count {
      // Unsafe: exclusive access here means that no lock is held; the lock itself needs no deinitialisation.
      unsafe (cells + index * Cell.stride + Cell.valueOffset).assumingMemoryBound(to: Value.self).deinitialize(count: 1)
    }
    unsafe cells.deallocate()
  }

  /// Runs `body` with the value at `index`, while no other thread has it. Not to be nested for one index: that never ends.
  @inlinable @inline(__always)
  public borrowing func withLock<Result: ~Copyable, Failure: Error>(
    at index: Int, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index >= 0 && index < count, "no such value")
    // Unsafe: the index is checked, so both are initialised; the lock makes the access to the value exclusive.
    let cell = unsafe cells + index &* Cell.stride
    let lock = unsafe BriefLock(at: cell.assumingMemoryBound(to: BriefLock.Word.self))
    let value = unsafe (cell + Cell.valueOffset).assumingMemoryBound(to: Value.self)
    if isShared { lock.acquire() }
    defer { if isShared { lock.release() } }
    return try unsafe body(&value.pointee)
  }

  /// Does the same if the value is to be had within so many milliseconds; else returns nil, for a value that a thread holds
  /// and does not give back. In an array that is not shared there is nothing to wait for.
  public borrowing func withLock<Result, Failure: Error>(
    at index: Int, patienceMilliseconds: UInt64, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    precondition(index >= 0 && index < count, "no such value")
    // Unsafe: as above; the lock is at the start of its cell.
    let lock = unsafe BriefLock(at: (cells + index &* Cell.stride).assumingMemoryBound(to: BriefLock.Word.self))
    guard isShared else { return try withLock(at: index, body) }
    guard lock.acquire(patienceMilliseconds: patienceMilliseconds) else { return nil }
    defer { lock.release() }
    let value = unsafe (cells + index &* Cell.stride + Cell.valueOffset).assumingMemoryBound(to: Value.self)
    return try unsafe body(&value.pointee)
  }
}

// Sound because a value is reached under its lock only, and may go from thread to thread.
extension LockedArray: @unchecked Sendable where Value: Sendable & ~Copyable {}

extension LockedArray where Value: ~Copyable {
  /// Where things are in one cell: the lock, then the value, then room up to the next cache line.
  @usableFromInline
  enum Cell {
    /// The cache line of x86-64 and of most arm64, in bytes.
    @inlinable static var lineSize: Int { 64 }

    /// From the cell's start to its value, in bytes.
    @inlinable static var valueOffset: Int {
      max(MemoryLayout<BriefLock.Word>.size, MemoryLayout<Value>.alignment)
    }

    /// From one cell to the next, in bytes.
    @inlinable static var stride: Int {
      (valueOffset + MemoryLayout<Value>.size + lineSize - 1) / lineSize * lineSize
    }
  }
}
