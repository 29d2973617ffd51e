// The poller's calls, with the load tool's errors.
internal import LinuxIO

extension Poller {
  /// A poller that watches these sockets, each under its place in the list.
  static func watching(_ descriptors: [Int32]) throws(LoadError) -> Poller {
    do throws(Errno) {
      let poller = try Poller()
      for (place, descriptor) in descriptors.enumerated() { try poller.add(descriptor, token: UInt64(place)) }
      return poller
    } catch { throw LoadError("cannot watch sockets: \(error)") }
  }

  /// Waits until a socket is readable or the time is over.
  mutating func waitForSockets(milliseconds: Int32?) throws(LoadError) {
    do throws(Errno) { _ = try wait(milliseconds: milliseconds) } catch { throw LoadError("cannot wait: \(error)") }
  }
}
