// The variables by which the service manager tells a service of its directories, descriptors and watchdog, systemd.exec(5).
internal import CSystemd

/// What the service manager has put into the environment of this process.
public enum ServiceEnvironment {
  /// The first directory of `StateDirectory=`, for what is to outlive a reboot; nil if the unit has none.
  public static var stateDirectory: String? {
    // Several are separated by colons, in the order of the unit.
    directory("STATE_DIRECTORY")?.utf8.split(separator: UInt8(ascii: ":")).first.flatMap(String.init)
  }

  /// The directory that has a file for each `LoadCredential=` and its like; nil if the unit has none.
  public static var credentialsDirectory: String? { directory("CREDENTIALS_DIRECTORY") }

  private static func directory(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// A variable, or nil if it is not set, getenv(3).
  static func variable(_ name: String) -> String? {
    // Unsafe: the string is copied before anything can change it; the process never calls setenv.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Removes a variable, unsetenv(3): before there is a second thread.
  static func remove(_ name: String) {
    // Unsafe: a C string for the length of the call.
    _ = unsafe unsetenv(name)
  }

  /// The number that a text is, in plain decimal digits as a service manager writes it; nil if it is another text.
  static func number(_ text: String) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var number: UInt64 = 0
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeWithIt) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !isTooLargeWithIt else { return nil }
      number = sum
    }
    return number
  }
}
