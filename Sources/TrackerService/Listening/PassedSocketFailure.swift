// Why a socket that the service manager passed cannot be served.
internal import LinuxIO
internal import Systemd

/// A passed descriptor that is not what a tracker listens on.
public struct PassedSocketFailure: Equatable, Sendable {
  /// The descriptor's number, or -1 where none could be taken over at all.
  let number: Int32
  /// Its name (`FileDescriptorName=`).
  let name: String
  /// What is wrong with it.
  let reason: String
  /// All of it in one line.
  let text: String

  init(_ error: PassedSocketError) {
    number = error.descriptor.number
    name = error.descriptor.name
    reason = "\(error.flaw)"
    text = "\(error); a tracker serves datagram sockets: use ListenDatagram= in the socket unit"
  }

  init(_ descriptor: PassedDescriptor, _ error: SocketError) {
    number = descriptor.number
    name = descriptor.name
    reason = "\(error)"
    text = "passed socket \(number) '\(name)' cannot be served: \(error)"
  }

  init(_ error: SystemdError) {
    number = -1
    name = ""
    reason = "\(error)"
    text = "the passed sockets cannot be taken over: \(error)"
  }
}
