// A socket of the machine's own (unix(7)), over which another process tells a running one something, and is answered.
internal import CLinux

/// One end of a conversation in packets, or the end that waits for others, under a name of the abstract namespace.
///
/// Such a name is no file: it goes with the socket, and each network namespace has names of its own.
public final class ControlSocket: Sendable {
  private let owned: Descriptor

  /// The descriptor to wait for. It stays this value's own.
  public var descriptor: Int32 { owned.rawValue }

  private init(_ descriptor: consuming Descriptor) { owned = descriptor }

  /// A socket that others connect to; nothing on it or on what it accepts ever waits.
  ///
  /// - Throws: `EADDRINUSE` if the name is taken, `EAFNOSUPPORT` where a sandbox has no such sockets.
  public static func listening(as name: String) throws(Errno) -> ControlSocket {
    // Unsafe: Swift passes a terminated copy for the length of the call.
    ControlSocket(try Descriptor(owning: unsafe clinux_control_listen(name)))
  }

  /// A socket that is connected to a listening one; each call on it waits for so many seconds at most.
  ///
  /// - Throws: `ECONNREFUSED` if nobody listens under the name, `EAGAIN` if that took too long.
  public static func connected(to name: String, timeoutSeconds: Int32) throws(Errno) -> ControlSocket {
    // Unsafe: as above.
    ControlSocket(try Descriptor(owning: unsafe clinux_control_connect(name, timeoutSeconds)))
  }

  /// The next one that has connected, or nil if none has.
  public func accept() -> ControlSocket? {
    guard let accepted = try? Descriptor(owning: clinux_control_accept(descriptor)) else { return nil }
    return ControlSocket(accepted)
  }

  /// Who made the other end: of an accepted socket the process that connected, of a connected one that which listens. Both
  /// numbers come from the kernel and cannot be forged (SO_PEERCRED).
  public func peer() throws(Errno) -> (process: Int32, user: UInt32) {
    var process: Int32 = 0
    var user: UInt32 = 0
    // Unsafe: the call writes to the two locals.
    try Errno.check(unsafe clinux_control_peer(descriptor, &process, &user))
    return (process, user)
  }

  /// Sends the bytes as one packet.
  ///
  /// - Throws: `EPIPE` if the other end is closed, `EAGAIN` if there is no room in time, `EMSGSIZE` if there never will be.
  public func send(_ bytes: [UInt8]) throws(Errno) {
    // Unsafe: the kernel reads the array and no further.
    _ = try unsafe bytes.span.withUnsafeBytes { buffer throws(Errno) in
      try Errno.checkRepeating { unsafe clinux_control_send(descriptor, buffer.baseAddress, buffer.count) }
    }
  }

  /// Takes nothing more from the other end, and throws away what is there: bytes that are unread when a socket is closed would
  /// take what was sent to the other end with them (`ECONNRESET`).
  public func stopReceiving() {
    clinux_control_stop_receiving(descriptor)
  }

  /// The next packet; empty when the other end is closed.
  ///
  /// - Throws: `EFBIG` for a packet of more than `limit` bytes, which is gone then; `EAGAIN` if there is none in time.
  public func receive(limit: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var span = bytes.mutableSpan
    // Unsafe: the kernel writes to the array and no further; any bytes are numbers.
    let count = try unsafe span.withUnsafeMutableBytes { buffer throws(Errno) in
      guard let start = buffer.baseAddress else { return 0 }
      return try Errno.checkRepeating { unsafe clinux_control_receive(descriptor, start, buffer.count) }
    }
    guard count <= limit else { throw .fileTooLarge }
    bytes.removeLast(limit - count)
    return bytes
  }

  /// The user that this process acts as (geteuid(2)).
  public static var ownUser: UInt32 { geteuid() }
}
