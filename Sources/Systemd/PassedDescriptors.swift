// The descriptors a service manager passes at the start: listening sockets first, then those of the descriptor store.
internal import CSystemd

/// A descriptor that the service manager opened, or kept, for the daemon.
public struct PassedDescriptor: Equatable, Sendable {
  /// The number it is open under.
  public let number: CInt
  /// `FileDescriptorName=` of its socket unit (by default the unit's name), or the name it was stored under.
  public let name: String

  /// Describes a descriptor that is open.
  public init(number: CInt, name: String) {
    self.number = number
    self.name = name
  }
}

/// All descriptors that were passed, in the order of the socket unit's lines; empty if there is no service manager.
public struct PassedDescriptors: Equatable, Sendable {
  /// Every descriptor, sockets and stored ones alike.
  public let all: [PassedDescriptor]

  /// Describes descriptors that are open.
  public init(_ all: [PassedDescriptor]) { self.all = all }

  /// The number of the first descriptor that is passed, SD_LISTEN_FDS_START in sd_listen_fds(3).
  private static let firstNumber: CInt = 3

  /// Takes over what was passed to this process, closed on exec from now on, and removes it from the environment: what
  /// sd_listen_fds_with_names(3) does.
  ///
  /// To be called once, before there is a second thread: it changes the environment. A second call finds nothing.
  ///
  /// - Throws: `EINVAL` where a variable is not what a service manager writes, `EBADF` for a descriptor that is not open.
  public static func take() throws(SystemdError) -> PassedDescriptors {
    defer { for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { ServiceEnvironment.remove(name) } }
    guard let process = ServiceEnvironment.variable("LISTEN_PID"), try number(process) == UInt64(getpid()),
      let text = ServiceEnvironment.variable("LISTEN_FDS")
    else { return PassedDescriptors([]) }
    let count = try number(text)
    guard count > 0, count <= UInt64(CInt.max - firstNumber) else { throw .invalidDescriptors }
    let names = ServiceEnvironment.variable("LISTEN_FDNAMES").map(names)
    if let names, names.count != count { throw .invalidDescriptors }
    var descriptors: [PassedDescriptor] = []
    for index in 0..<Int(count) {
      let descriptor = PassedDescriptor(number: firstNumber + CInt(index), name: names?[index] ?? "unknown")
      _ = try SystemdError.check(.takeDescriptors, csystemd_close_on_exec(descriptor.number))
      descriptors.append(descriptor)
    }
    return PassedDescriptors(descriptors)
  }

  private static func number(_ text: String) throws(SystemdError) -> UInt64 {
    guard let number = ServiceEnvironment.number(text) else { throw .invalidDescriptors }
    return number
  }

  /// The names of a list with colons between them; none in an empty one.
  private static func names(_ list: String) -> [String] {
    guard !list.isEmpty else { return [] }
    return list.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The descriptors that were passed under a name, such as those of the descriptor store; sockets or not.
  public func descriptors(named name: String) -> [PassedDescriptor] { all.filter { $0.name == name } }

  /// The tracker's sockets: all descriptors but the stored ones, each checked to be a bound UDP socket.
  ///
  /// Throws for the first that is not: serving on a part of what the administrator configured would hide the mistake.
  public func datagramSockets(besides storedNames: [String]) throws(PassedSocketError) -> [PassedSocket] {
    var sockets: [PassedSocket] = []
    for descriptor in all where !storedNames.contains(descriptor.name) {
      sockets.append(try PassedSocket(checking: descriptor))
    }
    return sockets
  }
}

extension SystemdError {
  fileprivate static var invalidDescriptors: SystemdError { SystemdError(.takeDescriptors, errorNumber: EINVAL) }
}
