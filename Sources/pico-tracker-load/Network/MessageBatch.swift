// Many datagrams in one system call, without LinuxIO's packet info: the bare minimum, for a client and for a bare server.
internal import CLinux

/// Headers and buffers for up to 64 datagrams. Made once; using it allocates nothing.
@safe struct MessageBatch: ~Copyable {
  // Unsafe: owned by this value alone, `LoadLimits.batch` elements each, initialised from init to deinit, never moved.
  private let messages: UnsafeMutablePointer<clinux_message>
  private let vectors: UnsafeMutablePointer<iovec>
  private let names: UnsafeMutablePointer<sockaddr_in6>
  private let buffers: UnsafeMutableRawPointer
  private let bufferSize: Int
  private let hasNames: Bool

  /// Buffers of `bufferSize` bytes; with `hasNames`, each datagram carries its peer's address (for a socket that is not connected).
  init(bufferSize: Int, hasNames: Bool) {
    let count = LoadLimits.batch
    // An odd number of cache lines from one buffer to the next, so that their heads do not compete for one place in the cache.
    self.bufferSize = (bufferSize + 127) / 128 * 128 + 64
    self.hasNames = hasNames
    unsafe messages = .allocate(capacity: count)
    unsafe vectors = .allocate(capacity: count)
    unsafe names = .allocate(capacity: count)
    unsafe buffers = .allocate(byteCount: count * self.bufferSize, alignment: 64)
    unsafe buffers.initializeMemory(as: UInt8.self, repeating: 0, count: count * self.bufferSize)
    unsafe messages.initialize(repeating: clinux_message(), count: count)
    unsafe names.initialize(repeating: sockaddr_in6(), count: count)
    for index in 0..<count {
      unsafe (vectors + index).initialize(to: iovec(iov_base: buffers + index * self.bufferSize, iov_len: 0))
      unsafe messages[index].header.msg_iov = vectors + index
      unsafe messages[index].header.msg_iovlen = 1
      if hasNames { unsafe messages[index].header.msg_name = UnsafeMutableRawPointer(names + index) }
    }
  }

  deinit {
    // Unsafe: nothing points here any more; the elements are plain C structures.
    unsafe messages.deallocate()
    unsafe vectors.deallocate()
    unsafe names.deallocate()
    unsafe buffers.deallocate()
  }

  /// Makes message `index` the `length` bytes at `offset` of its buffer.
  @inline(__always)
  mutating func select(_ index: Int, offset: Int, length: Int) {
    precondition(index >= 0 && index < LoadLimits.batch && offset >= 0 && length >= 0)
    precondition(offset &+ length <= bufferSize, "a message longer than its buffer")
    // Unsafe: both numbers were checked against what was allocated.
    unsafe vectors[index] = iovec(iov_base: buffers + index &* bufferSize + offset, iov_len: length)
  }

  /// Lets `body` write a message's whole buffer.
  @inline(__always)
  mutating func withBuffer(_ index: Int, _ body: (inout MutableRawSpan) -> Void) {
    precondition(index >= 0 && index < LoadLimits.batch)
    // Unsafe: the index was checked; exclusive access to the batch keeps the buffer the span's for the call.
    var span = unsafe MutableRawSpan(_unsafeStart: buffers + index &* bufferSize, byteCount: bufferSize)
    body(&span)
  }

  /// Shows the bytes of a message that the last ``receive(from:)`` brought.
  @inline(__always)
  func withReceived<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    precondition(index >= 0 && index < LoadLimits.batch)
    // Unsafe: the kernel wrote `length` bytes, no more than the buffer has.
    let start = unsafe UnsafePointer((buffers + index &* bufferSize).assumingMemoryBound(to: UInt8.self))
    return body(unsafe Span(_unsafeStart: start, count: Int(messages[index].length)))
  }

  /// recvmmsg(2) without waiting: the number of messages, or a negative number and errno.
  mutating func receive(from descriptor: Int32) -> Int {
    for index in 0..<LoadLimits.batch {
      select(index, offset: 0, length: bufferSize)
      // Unsafe: within the arrays.
      if hasNames { unsafe messages[index].header.msg_namelen = socklen_t(MemoryLayout<sockaddr_in6>.size) }
    }
    return Int(unsafe clinux_receive(descriptor, messages, UInt32(LoadLimits.batch)))
  }

  /// sendmmsg(2) of the messages in `range`: how many went out, or a negative number and errno.
  mutating func send(_ range: Range<Int>, through descriptor: Int32) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= LoadLimits.batch)
    // Unsafe: within the array.
    return Int(unsafe clinux_send(descriptor, messages + range.lowerBound, UInt32(range.count)))
  }
}
