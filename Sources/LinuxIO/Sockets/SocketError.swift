// The error of a socket that could not be opened: which call failed, on which address, and why.

/// A failed call on a socket: which one, for which address, and the kernel's reason.
public struct SocketError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system call, and for setsockopt(2) the option.
  public let call: String
  /// The address the socket was meant for; nil for a socket passed in, whose address is not known yet.
  public let address: SocketAddress?
  /// The kernel's reason.
  public let errno: Errno

  /// The failure of a call, at an address if it has one.
  public init(call: String, address: SocketAddress?, errno: Errno) {
    self.call = call
    self.address = address
    self.errno = errno
  }

  /// Such as "bind [::]:1337: Address already in use (EADDRINUSE)".
  public var description: String {
    let place = address.map { " \($0)" } ?? ""
    return "\(call)\(place): \(errno) (\(errno.name))"
  }
}
