// The error of a passed socket that cannot be served, in an operator's words.
internal import LinuxIO
internal import Systemd

/// A passed descriptor that is not what a tracker listens on.
public struct PassedSocketFailure: Equatable, Sendable {
  /// The descriptor's number, or -1 where none could be taken over at all.
  let number: Int32
  /// Its name (`FileDescriptorName=`).
  let name: String
  /// What is wrong with it, as a predicate to "the socket".
  let reason: String
  /// All of it in one line.
  let text: String

  init(_ error: PassedSocketError) {
    self.init(error.descriptor, reason: "\(error.flaw)")
  }

  init(_ descriptor: PassedDescriptor, _ error: SocketError) {
    self.init(descriptor, reason: "cannot be served: \(error)")
  }

  init(_ error: SystemdError) {
    number = -1
    name = ""
    reason = "\(error)"
    text = reason
  }

  private init(_ descriptor: PassedDescriptor, reason: String) {
    number = descriptor.number
    name = descriptor.name
    self.reason = reason
    text = "passed socket \(number) '\(name)' \(reason); see 'systemctl cat pico-tracker.socket'"
  }
}
