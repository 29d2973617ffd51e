// Many datagrams at once: received by one system call, answered in place, and the replies sent by one system call.
internal import CLinux

/// Room for up to 64 datagrams and the reply to each. Made once per worker; using it allocates nothing.
///
/// One round is ``receive(from:)``, then ``respond(to:using:)`` for each index below ``count``, then ``send(through:)``.
@safe public struct DatagramBatch: ~Copyable {
  /// How many datagrams one system call receives at most. More than 64 gain nothing measurable.
  public static let capacity = 64
  /// The longest request that is received whole, in bytes; of a longer one the rest is lost, and it counts as truncated.
  public static let requestCapacity = 2048
  /// The longest reply, in bytes.
  public static let replyCapacity = 2048
  /// From one buffer to the next, in bytes: an odd number of cache lines, so that the heads of all buffers, which are what is
  /// read most, do not compete for the same few places in the cache.
  @usableFromInline static let bufferStride = 2048 + 64

  // Unsafe: all four are owned by the batch alone and have `capacity` elements, which are initialised from init to deinit.
  @usableFromInline let slots: UnsafeMutablePointer<Slot>
  @usableFromInline let requests: UnsafeMutableRawPointer
  @usableFromInline let replies: UnsafeMutableRawPointer
  @usableFromInline let messages: MessageArrays

  /// How many datagrams the last ``receive(from:)`` brought.
  public internal(set) var count = 0

  /// Room for ``capacity`` requests and replies, some 300 KiB, of which the system gives what is used. Traps if there is no memory.
  public init() {
    unsafe slots = .allocate(capacity: Self.capacity)
    unsafe slots.initialize(repeating: Slot(), count: Self.capacity)
    unsafe requests = Self.makeBuffers()
    unsafe replies = Self.makeBuffers()
    unsafe messages = MessageArrays(requests: requests, replies: replies)
  }

  @inlinable
  deinit { deallocate() }

  @usableFromInline
  func deallocate() {
    // Unsafe: from here on nobody can use them; slots need no deinitialisation.
    unsafe slots.deallocate()
    unsafe free(requests)
    unsafe free(replies)
  }

  /// Zeroed, so that no byte is ever undefined, by calloc(3), which leaves untouched buffers without a page of memory.
  private static func makeBuffers() -> UnsafeMutableRawPointer {
    guard let buffers = unsafe calloc(capacity, bufferStride) else { outOfMemory(UInt(capacity * bufferStride)) }
    return unsafe buffers
  }
}

extension DatagramBatch {
  /// What is known of one datagram and its reply.
  @usableFromInline
  struct Slot {
    @usableFromInline var source = SocketAddress.any(.v6, port: 0)
    @usableFromInline var localAddress = SocketAddress.any(.v6, port: 0)
    @usableFromInline var requestLength = 0
    @usableFromInline var replyLength = 0
    @usableFromInline var isTruncated = false

    init() {}
  }

  /// Where a slot's datagram came from.
  @inlinable
  public func source(at index: Int) -> SocketAddress { unsafe slot(at: index).pointee.source }

  /// The local address and port a slot's datagram was sent to, and its reply is sent from. For a datagram to a broadcast or
  /// multicast address it is the address the kernel replies from, or the unspecified address.
  @inlinable
  public func localAddress(at index: Int) -> SocketAddress { unsafe slot(at: index).pointee.localAddress }

  /// Whether a slot's datagram was longer than ``requestCapacity``, so that its end is missing.
  @inlinable
  public func isTruncated(at index: Int) -> Bool { unsafe slot(at: index).pointee.isTruncated }

  /// Has one datagram answered: `body` reads it, writes the reply into the span, and returns the reply's length in bytes,
  /// 0 for none. A second call for the same datagram replaces its reply.
  @inlinable @inline(__always)
  public mutating func respond(
    to index: Int, using body: (Span<UInt8>, SocketAddress, inout MutableRawSpan) -> Int
  ) {
    let slot = unsafe slot(at: index)
    // Unsafe: `slot` has checked the index; the kernel wrote `requestLength` bytes, and both buffers are at least as long as
    // the spans. The two do not overlap, and exclusive access to the batch keeps them so for the call.
    let request = unsafe Span<UInt8>(_unsafeStart: requestStart(index), count: slot.pointee.requestLength)
    var reply = unsafe MutableRawSpan(
      _unsafeStart: replies + index &* Self.bufferStride, byteCount: Self.replyCapacity)
    let length = body(request, unsafe slot.pointee.source, &reply)
    precondition(length >= 0 && length <= Self.replyCapacity, "a reply longer than its buffer")
    unsafe slot.pointee.replyLength = length
  }

  /// The one check of an index that everything unsafe here rests on.
  @inlinable @inline(__always)
  func slot(at index: Int) -> UnsafeMutablePointer<Slot> {
    precondition(index >= 0 && index < count, "no such datagram")
    return unsafe slots + index
  }

  /// Where a slot's datagram begins. The index must have been checked.
  @inlinable @inline(__always)
  func requestStart(_ index: Int) -> UnsafePointer<UInt8> {
    unsafe UnsafePointer((requests + index &* Self.bufferStride).assumingMemoryBound(to: UInt8.self))
  }
}
