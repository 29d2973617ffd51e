// The kernel's error numbers, as a Swift error.
internal import CLinux

/// An error number of errno(3).
public struct Errno: RawRepresentable, Error, Equatable, Sendable {
  /// The number, as in errno(3).
  public let rawValue: Int32

  /// The error of an errno(3) number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The number the calling thread's last failed call left behind. Read it before anything else is called.
  static var last: Errno { Errno(rawValue: clinux_errno()) }

  /// Permission denied: a privileged port, a broadcast address.
  public static let accessDenied = Errno(rawValue: EACCES)
  /// The address and port have an owner already.
  public static let addressInUse = Errno(rawValue: EADDRINUSE)
  /// No interface of this host has the address.
  public static let addressNotAvailable = Errno(rawValue: EADDRNOTAVAIL)
  /// The kernel has no such address family, IPv6 for instance.
  public static let addressFamilyNotSupported = Errno(rawValue: EAFNOSUPPORT)
  /// Not an open descriptor.
  public static let badDescriptor = Errno(rawValue: EBADF)
  /// The other end was closed.
  public static let brokenPipe = Errno(rawValue: EPIPE)
  /// Nobody listens there.
  public static let connectionRefused = Errno(rawValue: ECONNREFUSED)
  /// What is to be made is there already.
  public static let fileExists = Errno(rawValue: EEXIST)
  /// More bytes than there may be.
  public static let fileTooLarge = Errno(rawValue: EFBIG)
  /// A file ended before its end, or a disk failed.
  public static let inputOutput = Errno(rawValue: EIO)
  /// What is asked for makes no sense for this kind of file.
  public static let invalidArgument = Errno(rawValue: EINVAL)
  /// A signal arrived first; the call is to be repeated.
  public static let interrupted = Errno(rawValue: EINTR)
  /// No such file, or no directory to put it in.
  public static let noSuchFile = Errno(rawValue: ENOENT)
  /// No route to the network.
  public static let networkUnreachable = Errno(rawValue: ENETUNREACH)
  /// The file system or the device does not offer this.
  public static let notSupported = Errno(rawValue: ENOTSUP)
  /// The descriptor is no socket.
  public static let notSocket = Errno(rawValue: ENOTSOCK)
  /// What is asked for is forbidden for this file: it is sealed, or is not.
  public static let notPermitted = Errno(rawValue: EPERM)
  /// It took too long.
  public static let timedOut = Errno(rawValue: ETIMEDOUT)
  /// A socket, but not one for datagrams.
  public static let wrongSocketType = Errno(rawValue: EPROTOTYPE)
  /// The process has as many open files as it may have.
  public static let tooManyOpenFiles = Errno(rawValue: EMFILE)
  /// There is no memory, or no address space, left.
  public static let noMemory = Errno(rawValue: ENOMEM)
  /// The kernel has no memory for a buffer.
  public static let noBufferSpace = Errno(rawValue: ENOBUFS)
  /// Nothing to read, or no room to write, without waiting.
  public static let wouldBlock = Errno(rawValue: EAGAIN)
}

extension Errno: CustomStringConvertible {
  /// Long enough for every text of glibc, in every language.
  private static let textCapacity = 256

  /// The symbol of errno(3), such as "EADDRINUSE".
  public var name: String {
    // Unsafe: strerrorname_np returns a string constant or NULL.
    unsafe clinux_error_name(rawValue).map { unsafe String(cString: $0) } ?? "errno \(rawValue)"
  }

  /// The words of strerror(3), such as "Address already in use".
  public var description: String {
    // Unsafe: the text is static or in the buffer, terminated either way, and copied before the buffer goes.
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.textCapacity) { buffer in
      guard let start = buffer.baseAddress else { return name }
      return unsafe String(cString: clinux_error_text(rawValue, start, buffer.count))
    }
  }
}
