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

  /// Takes over what was passed to this process, and removes it from the environment, sd_listen_fds_with_names(3).
  ///
  /// To be called once, before there is a second thread: it changes the environment. A second call finds nothing.
  public static func take() throws(SystemdError) -> PassedDescriptors {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    // Unsafe: `names` is set to an array of C strings that this function owns, on success alone.
    let result = unsafe sd_listen_fds_with_names(1, &names)
    let count = try SystemdError.check(.takeDescriptors, result)
    // Unsafe: the array ends in a null pointer, each of its strings and itself is freed once, here.
    defer { unsafe release(names) }
    var descriptors: [PassedDescriptor] = []
    for index in 0..<count {
      // Unsafe: there are exactly `count` names, as the manual page promises.
      let name = unsafe names?[Int(index)].map { unsafe String(cString: $0) }
      descriptors.append(PassedDescriptor(number: SD_LISTEN_FDS_START + index, name: name ?? "unknown"))
    }
    return PassedDescriptors(descriptors)
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

private func release(_ names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
  guard let names = unsafe names else { return }
  var index = 0
  // Unsafe: sd_listen_fds_with_names allocated the strings and the array, and hands both over.
  while let name = unsafe names[index] {
    unsafe free(name)
    index += 1
  }
  unsafe free(names)
}
