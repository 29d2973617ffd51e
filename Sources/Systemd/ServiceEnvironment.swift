// The directories that the service manager gives a service for its files and secrets, systemd.exec(5).
internal import CSystemd

/// The directories of this service, from its environment.
public enum ServiceEnvironment {
  /// The first directory of `StateDirectory=`, for what is to outlive a reboot; nil if the unit has none.
  public static var stateDirectory: String? {
    // Several are separated by colons, in the order of the unit.
    variable("STATE_DIRECTORY")?.utf8.split(separator: UInt8(ascii: ":")).first.flatMap(String.init)
  }

  /// The directory that has a file for each `LoadCredential=` and its like; nil if the unit has none.
  public static var credentialsDirectory: String? { variable("CREDENTIALS_DIRECTORY") }

  private static func variable(_ name: String) -> String? {
    // Unsafe: the string is copied before anything can change it; the process never calls setenv.
    guard let text = unsafe getenv(name).map({ unsafe String(cString: $0) }), !text.isEmpty else { return nil }
    return text
  }
}
