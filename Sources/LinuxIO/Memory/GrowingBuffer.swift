// A reusable buffer of memory that grows to the size of what is written into it.
internal import CLinux

/// Scratch memory that grows, straight from the kernel, so that all of it goes back there.
///
/// What is in it is lost when it grows.
@safe public struct GrowingBuffer: ~Copyable {
  // Unsafe: owned by this value alone: nil, or a mapping of `capacity` bytes, zeroed by the kernel.
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0

  /// Makes a buffer that takes no memory yet.
  public init() {}

  @inlinable
  deinit { unmap() }

  /// Lets `body` write to exactly so many bytes: zeros, or what was there before. The memory is kept for the next call.
  ///
  /// - Throws: `ENOMEM` where the system has no such memory; the buffer is empty then.
  public mutating func withBytes<Result>(
    capacity wanted: Int, _ body: (inout MutableRawSpan) -> Result
  ) throws(Errno) -> Result {
    precondition(wanted >= 0, "a negative capacity")
    if wanted > capacity { try grow(to: max(wanted, capacity + capacity / 2)) }
    guard let start = unsafe start else {
      var none = MutableRawSpan()
      return body(&none)
    }
    // Unsafe: the memory is as long or longer, and exclusive access to the buffer keeps others away for the call.
    var bytes = unsafe MutableRawSpan(_unsafeStart: start, byteCount: wanted)
    return body(&bytes)
  }

  /// Shows the first `count` bytes, no more than the largest capacity so far.
  public func withWritten<Failure: Error>(
    _ count: Int, _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(count >= 0 && count <= capacity, "more bytes than there are")
    guard let start = unsafe start else { return try body(Span()) }
    // Unsafe: the count is checked, the memory was zeroed, and nobody writes while the buffer is borrowed.
    try body(unsafe Span(_unsafeStart: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count))
  }

  /// Gives the memory back; the next call starts anew.
  public mutating func release() {
    unmap()
    unsafe start = nil
    capacity = 0
  }

  private mutating func grow(to newCapacity: Int) throws(Errno) {
    release()
    guard let memory = unsafe clinux_map_memory(newCapacity) else { throw .noMemory }
    unsafe start = memory
    capacity = newCapacity
  }

  @usableFromInline
  func unmap() {
    // Unsafe: nothing points into the mapping any more; munmap(2) cannot fail for a whole one.
    if let start = unsafe start { unsafe munmap(start, capacity) }
  }
}
