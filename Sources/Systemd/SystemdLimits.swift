// The bounds of what is exchanged with systemd, in one place.

enum SystemdLimits {
  /// The most bytes of a `STATUS=` text: the service manager drops a notification of more than 4096 bytes (PIPE_BUF) whole.
  static let statusBytes = 2048
  /// The most bytes of a name in the descriptor store, FDNAME= in sd_notify(3).
  static let descriptorNameBytes = 255
  /// The most bytes of a journal field's name, which journald drops otherwise.
  static let fieldNameBytes = 64
}
