// The message headers that recvmmsg(2) and sendmmsg(2) use, with their names, buffers and control messages.
internal import CLinux

/// The kernel's view of a batch. Built once; a round only resets the fields that the kernel overwrites.
///
/// A reply goes to the name its request came from, with the control message its request came with (see `PacketInfo`), so
/// requests and replies share both and differ in the buffer alone.
@usableFromInline
@safe struct MessageArrays: ~Copyable {
  /// Room for the control messages of one datagram. A packet info takes 40 bytes; a socket passed in may be set to more.
  private static let controlCapacity = 128

  // Unsafe: owned by this value alone, `DatagramBatch.capacity` elements each (twice as many vectors: requests', then
  // replies'), all initialised in init and never moved, so that the headers' pointers stay good.
  private let incoming: UnsafeMutablePointer<clinux_message>
  private let outgoing: UnsafeMutablePointer<clinux_message>
  private let vectors: UnsafeMutablePointer<iovec>
  private let names: UnsafeMutablePointer<SocketName>
  private let controls: UnsafeMutableRawPointer

  /// Points the messages to buffers `DatagramBatch.bufferStride` apart, which must outlive this value.
  init(requests: UnsafeMutableRawPointer, replies: UnsafeMutableRawPointer) {
    let capacity = DatagramBatch.capacity
    unsafe incoming = Self.allocate(clinux_message(), capacity)
    unsafe outgoing = Self.allocate(clinux_message(), capacity)
    unsafe vectors = Self.allocate(iovec(), 2 * capacity)
    unsafe names = Self.allocate(SocketName(), capacity)
    // Sixteen bytes is malloc(3)'s alignment, and more than cmsg(3) asks for.
    unsafe controls = .allocate(byteCount: capacity * Self.controlCapacity, alignment: 16)
    for index in 0..<capacity {
      let offset = index * DatagramBatch.bufferStride
      unsafe vectors[index] = iovec(iov_base: requests + offset, iov_len: DatagramBatch.requestCapacity)
      unsafe vectors[capacity + index] = iovec(iov_base: replies + offset, iov_len: 0)
      unsafe incoming[index].header.msg_name = UnsafeMutableRawPointer(names + index)
      unsafe incoming[index].header.msg_iov = vectors + index
      unsafe incoming[index].header.msg_iovlen = 1
    }
    rearm(capacity)
  }

  @inlinable
  deinit { deallocate() }

  @usableFromInline
  func deallocate() {
    // Unsafe: nothing points here any more; the elements are plain C structures.
    unsafe incoming.deallocate()
    unsafe outgoing.deallocate()
    unsafe vectors.deallocate()
    unsafe names.deallocate()
    unsafe controls.deallocate()
  }

  private static func allocate<Element>(_ element: Element, _ count: Int) -> UnsafeMutablePointer<Element> {
    let elements = UnsafeMutablePointer<Element>.allocate(capacity: count)
    unsafe elements.initialize(repeating: element, count: count)
    return unsafe elements
  }

  /// Makes the first `count` messages ready to be received into, after the kernel has written to their headers.
  func rearm(_ count: Int) {
    for index in 0..<count {
      unsafe incoming[index].header.msg_namelen = socklen_t(MemoryLayout<SocketName>.size)
      unsafe incoming[index].header.msg_control = controls + index * Self.controlCapacity
      unsafe incoming[index].header.msg_controllen = Self.controlCapacity
    }
  }

  /// recvmmsg(2): how many messages there were, or a negative number and errno.
  func receive(from descriptor: Int32) -> Int {
    Int(unsafe clinux_receive(descriptor, incoming, UInt32(DatagramBatch.capacity)))
  }

  /// Reads what came with a received datagram into its slot, and makes its control message the reply's.
  @inline(__always)
  func decode(_ index: Int, into slot: inout DatagramBatch.Slot, socketAddress: SocketAddress) {
    // Unsafe: the index is below the number of messages that the kernel has filled.
    let message = unsafe incoming + index
    let info = unsafe PacketInfo(takenFrom: &message.pointee.header)
    slot.localAddress = info?.localAddress(port: socketAddress.port) ?? socketAddress
    slot.source = unsafe SocketAddress(names[index]) ?? .any(.v6, port: 0)
    slot.requestLength = unsafe Int(message.pointee.length)
    slot.isTruncated = unsafe message.pointee.header.msg_flags & Int32(MSG_TRUNC) != 0
    slot.replyLength = 0
  }

  /// Makes the reply to message `index`, of `length` bytes, the one at `position` among those to send.
  @inline(__always)
  func stage(_ index: Int, length: Int, at position: Int) {
    // Unsafe: both numbers are below the batch's capacity, and `length` is no more than a reply buffer has.
    let vector = unsafe vectors + (DatagramBatch.capacity + index)
    unsafe vector.pointee.iov_len = length
    unsafe outgoing[position].header = incoming[index].header
    unsafe outgoing[position].header.msg_iov = vector
  }

  /// sendmmsg(2) of the staged messages from `start` to `end`: how many went out, or a negative number and errno.
  func send(_ start: Int, _ end: Int, through descriptor: Int32) -> Int {
    Int(unsafe clinux_send(descriptor, outgoing + start, UInt32(end - start)))
  }
}
