// A UDP socket that is ready for batches: non-blocking, with a large receive buffer, and told where each datagram went.
internal import CLinux

/// A bound UDP socket of one IP version, closed when its owner is gone.
public struct DatagramSocket: ~Copyable, Sendable {
  /// How many bytes of datagrams are to wait while all workers are busy: a full buffer is the only way to lose one.
  public static let wantedReceiveBuffer: Int32 = 4 << 20

  private let owned: Descriptor
  /// The address and port the socket is bound to, with the port the kernel chose if it was to choose.
  public let localAddress: SocketAddress

  /// The socket's file descriptor, for waiting. It stays the socket's own.
  public var descriptor: Int32 { owned.rawValue }

  /// Opens a socket on an address that nobody else has, or with `reusingPort` on one whose sockets all say so.
  ///
  /// Sharing is between any programs of one user, so to open the first socket of an address use
  /// ``DatagramSocketGroup/open(_:on:)``, which finds out whether another has it.
  public init(bindingTo address: SocketAddress, reusingPort: Bool) throws(SocketError) {
    let owned = try Self.open(for: address)
    if reusingPort { try SocketOption.reusePort.set(1, on: owned.rawValue) }
    if address.family == .v6 { try SocketOption.ipv6Only.set(1, on: owned.rawValue) }
    try Self.prepare(owned.rawValue)
    try Self.bind(owned.rawValue, to: address)
    localAddress = try Self.localAddress(of: owned.rawValue)
    self.owned = owned
  }

  /// Takes over a bound socket that somebody else opened, systemd for instance. It is closed also if this throws.
  ///
  /// - Throws: `EBADF` or `ENOTSOCK` if it is no socket, `EPROTOTYPE` if it is not for datagrams, `EAFNOSUPPORT` if it is of
  ///   another family than the IP versions.
  public init(adopting descriptor: Int32) throws(SocketError) {
    let owned = Descriptor(adopting: descriptor)
    guard try SocketOption.type.value(of: descriptor) == Int32(SOCK_DGRAM.rawValue) else {
      throw SocketError(call: "adopt", address: nil, errno: .wrongSocketType)
    }
    let address = try Self.localAddress(of: descriptor)
    guard clinux_make_nonblocking(descriptor) == 0 else {
      throw SocketError(call: "fcntl", address: address, errno: .last)
    }
    try Self.prepare(descriptor)
    localAddress = address
    self.owned = owned
  }

  /// Lets other sockets bind to this one's address and port from now on, if they ask for it too.
  func shareAddress() throws(SocketError) { try SocketOption.reusePort.set(1, on: descriptor) }

  /// The bytes that waiting datagrams may take, the kernel's bookkeeping included: twice what was asked for; 0 if unknown.
  public var receiveBufferSize: Int {
    do throws(SocketError) { return Int(try SocketOption.receiveBuffer.value(of: descriptor)) } catch { return 0 }
  }

  /// How many datagrams the kernel has dropped since the socket was opened, nearly all because the receive buffer was full.
  ///
  /// It only grows, and wraps at 2³²: compare with `&-`. A socket that outlived another process starts with that one's drops.
  /// Reading it is one system call (SO_MEMINFO), where SO_RXQ_OVFL would cost every datagram a control message.
  public var droppedDatagrams: UInt32 {
    var dropped: UInt32 = 0
    // Unsafe: the kernel writes one counter, to a local; it stays 0 if that fails.
    _ = unsafe clinux_dropped(descriptor, &dropped)
    return dropped
  }
}

extension DatagramSocket {
  private static func open(for address: SocketAddress) throws(SocketError) -> Descriptor {
    do throws(Errno) {
      return try Descriptor(owning: clinux_udp_socket(address.family == .v4 ? AF_INET : AF_INET6))
    } catch { throw SocketError(call: "socket", address: address, errno: error) }
  }

  private static func bind(_ descriptor: Int32, to address: SocketAddress) throws(SocketError) {
    var name = address.name
    // Unsafe: the kernel reads `length` bytes of a local that is as long.
    guard unsafe clinux_bind(descriptor, &name.value, name.length) == 0 else {
      throw SocketError(call: "bind", address: address, errno: .last)
    }
  }

  private static func localAddress(of descriptor: Int32) throws(SocketError) -> SocketAddress {
    var name = SocketName()
    // Unsafe: the kernel writes at most one SocketName, to a local.
    guard unsafe clinux_local_name(descriptor, &name) == 0 else {
      throw SocketError(call: "getsockname", address: nil, errno: .last)
    }
    guard let address = SocketAddress(name) else {
      throw SocketError(call: "getsockname", address: nil, errno: .addressFamilyNotSupported)
    }
    return address
  }

  /// Sets what every socket has, however it was opened.
  private static func prepare(_ descriptor: Int32) throws(SocketError) {
    let domain = try SocketOption.domain.value(of: descriptor)
    try SocketOption.packetInfo(domain).set(1, on: descriptor)
    let discovery = SocketOption.pathDiscovery(domain)
    try discovery.option.set(discovery.fragment, on: descriptor)
    try growReceiveBuffer(descriptor)
  }

  /// Raises the receive buffer to the wanted size as far as allowed; never shrinks what systemd has set.
  private static func growReceiveBuffer(_ descriptor: Int32) throws(SocketError) {
    guard try SocketOption.receiveBuffer.value(of: descriptor) / 2 < wantedReceiveBuffer else { return }
    do throws(SocketError) {
      try SocketOption.receiveBufferForce.set(wantedReceiveBuffer, on: descriptor)
    } catch {
      // Not privileged: SO_RCVBUF gives what net.core.rmem_max allows.
      try SocketOption.receiveBuffer.set(wantedReceiveBuffer, on: descriptor)
    }
  }
}
