// Several sockets with one owner: those of one address that the kernel spreads datagrams over, or those systemd passed.

/// Datagram sockets with one owner. Borrow them by index, from any thread.
@safe public struct DatagramSocketGroup: ~Copyable, @unchecked Sendable {
  // Unsafe: owned by the group alone, `capacity` elements long of which the first `count` are initialised. Sendable holds
  // because sockets are, and because only mutation, which needs exclusive access, moves or frees the storage.
  private var storage: UnsafeMutablePointer<DatagramSocket>
  private var capacity: Int

  /// How many sockets there are.
  public private(set) var count = 0

  /// A group without sockets, with room for some.
  public init(reserving capacity: Int = 1) {
    self.capacity = max(capacity, 1)
    unsafe storage = .allocate(capacity: self.capacity)
  }

  /// Opens `count` sockets on one address that the kernel spreads senders over (SO_REUSEPORT of socket(7)), and adds them.
  ///
  /// With port 0 they share the port the kernel chooses. Nobody else may have the address: the first socket is bound without
  /// SO_REUSEPORT, which the kernel refuses if any socket is there, and shares only what it then owns. So of two
  /// processes that do this at once, one gets the address and the other `EADDRINUSE`; there is no gap in between.
  /// - Returns: the address with its port.
  public mutating func open(_ count: Int, on address: SocketAddress) throws(SocketError) -> SocketAddress {
    let first = try DatagramSocket(bindingTo: address, reusingPort: false)
    if count > 1 { try first.shareAddress() }
    let shared = first.localAddress
    append(first)
    for _ in 1..<max(count, 1) {
      append(try DatagramSocket(bindingTo: shared, reusingPort: true))
    }
    return shared
  }

  /// Adds a socket.
  public mutating func append(_ socket: consuming DatagramSocket) {
    if count == capacity { grow() }
    // Unsafe: `grow` has made room, so this element exists and is not initialised yet.
    unsafe (storage + count).initialize(to: socket)
    count += 1
  }

  /// The socket at an index below `count`.
  public subscript(index: Int) -> DatagramSocket {
    _read {
      precondition(index >= 0 && index < count, "no such socket")
      // Unsafe: below `count`, so initialised.
      yield unsafe storage[index]
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<DatagramSocket>.allocate(capacity: capacity * 2)
    // Unsafe: the new room is twice as long as what is moved there; the old is empty afterwards.
    unsafe larger.moveInitialize(from: storage, count: count)
    unsafe storage.deallocate()
    unsafe storage = larger
    capacity *= 2
  }

  @inlinable
  deinit { deallocate() }

  @usableFromInline
  func deallocate() {
    // Unsafe: the first `count` elements are the initialised ones, and nothing else holds the storage.
    unsafe storage.deinitialize(count: count)
    unsafe storage.deallocate()
  }
}
