// The reasons why a shared secret cannot be used.
public import LinuxIO

/// What is wrong with the file, or the credential, that holds the secret.
public enum SecretFlaw: Error, Equatable, Sendable {
  /// How many bytes a secret may have: fewer could be guessed, and more is some other file.
  public static let sizes: ClosedRange<Int> = 16...4096

  /// The file cannot be opened or read.
  case unreadable(Errno)
  /// It has this many bytes, fewer than ``sizes`` allows.
  case tooShort(Int)
  /// It has at least this many bytes, more than ``sizes`` allows.
  case tooLong(Int)
}
