// The message and the exit status for a shared secret that cannot be used.
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

  /// The whole message: what happened and why, then what to do. A service has none of the machine's files.
  func explanation(isService: Bool) -> Explanation {
    guard isService, flaw == .unreadable(.noSuchFile) else {
      return Explanation(
        message,
        [
          .init("Make one:", "(umask 077; head -c 32 /dev/urandom | base64 > FILE)"),
          .init("Or systemd:", "LoadCredential=secret:FILE  (to the service; see man pico-tracker, SEVERAL MACHINES)"),
        ])
    }
    return Explanation(
      "\(message) The service's sandbox has no files of the machine, whether they exist or not: systemd has to hand it the"
        + " secret. Take PICO_TRACKER__SECRET_FILE out of /etc/default/pico-tracker, and add two lines to the service.",
      [
        .init("Edit it:", "sudo systemctl edit pico-tracker.service"),
        .init("Lines:", "[Service]"), .init("", "LoadCredential=secret:\(path)"),
        .init("Then:", "sudo systemctl restart pico-tracker.service"),
      ])
  }
}
