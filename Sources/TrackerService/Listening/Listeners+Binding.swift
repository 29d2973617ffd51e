// Binds the tracker's own sockets, where no service manager passed any.
internal import LinuxIO

extension Listeners {
  /// How often another port is tried where the kernel's choice for IPv4 is taken on IPv6.
  private static let portAttempts = 16

  /// Binds a port of both families, a socket for each worker. With port 0 both families get the same free port.
  ///
  /// A family that the machine does not have is left out; a port that is taken on either family is an error, because half a
  /// tracker is not what the operator asked for.
  static func binding(_ port: UInt16, workers: Int) throws(StartFailure) -> Listeners {
    var listeners = Listeners()
    var attempts = port == 0 ? Self.portAttempts : 1
    while true {
      attempts -= 1
      let errors = listeners.bindBothFamilies(port, workers)
      let failure = errors.first { !$0.isFamilyMissing } ?? (listeners.addresses.isEmpty ? errors.first : nil)
      guard let failure else {
        for error in errors { listeners.note(unavailable: error) }
        return listeners
      }
      guard failure.errno == .addressInUse, attempts > 0 else {
        throw .portUnavailable(port: port, errors: errors)
      }
      listeners = Listeners()
    }
  }

  private mutating func bindBothFamilies(_ port: UInt16, _ workers: Int) -> [SocketError] {
    var errors: [SocketError] = []
    for family in [SocketAddress.Family.v4, .v6] {
      let common = addresses.first?.socketAddress.port ?? port
      do throws(SocketError) {
        try open(workers, on: .any(family, port: common))
      } catch {
        errors.append(error)
      }
    }
    return errors
  }
}

extension SocketError {
  /// Whether the machine has no such family at all, as where IPv6 is switched off.
  var isFamilyMissing: Bool { errno == .addressFamilyNotSupported || errno == .addressNotAvailable }
}
