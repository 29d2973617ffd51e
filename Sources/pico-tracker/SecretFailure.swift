// What the person sees when the shared secret cannot be used.
internal import LinuxIO
internal import TrackerService

/// The secret, from which the keys of connection ids were to be derived, cannot be used.
struct SecretFailure: Equatable {
  /// Where it was to be read, safe to print.
  let path: String
  /// What is wrong with it.
  let flaw: SecretFlaw

  init(path: String, flaw: SecretFlaw) {
    self.path = printable(path, upTo: Self.pathLimit)
    self.flaw = flaw
  }

  /// How much of a path is shown: one cut short would not help to find the file, and few are longer.
  private static let pathLimit = 255

  /// The status with which the process ends.
  static let exitStatus = ExitStatus.configuration

  /// What is wrong, as a predicate to "the secret".
  var reason: String {
    let limits = "it must have \(SecretFlaw.sizes.lowerBound) to \(SecretFlaw.sizes.upperBound) bytes"
    return switch flaw {
    case .unreadable(let errno): "cannot be read: \(errno)"
    case .tooShort(let size): "is too short with \(size) byte\(size == 1 ? "" : "s"): \(limits)"
    case .tooLong(let size): "is too long with \(size) bytes: \(limits)"
    }
  }

  /// What happened, in one line.
  var message: String { "the secret in '\(path)' \(reason)." }

  /// The message as a person at a terminal reads it, with what to do.
  var report: String {
    """
    pico-tracker: \(message)
      Make one:     (umask 077; head -c 32 /dev/urandom | base64 > FILE)
      Or systemd:   LoadCredential=secret:FILE  (hands it to the service; see man pico-tracker, SEVERAL MACHINES)

    """
  }
}
