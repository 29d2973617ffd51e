// The version of this pico-tracker.

/// The version of this build.
enum Version {
  /// The version number (semver.org).
  static let number = "0.1.0"

  /// What `-version` prints: the program, its version, and the mode it was built in if that is not the normal one.
  static var line: String {
    #if hasFeature(Embedded)
      "pico-tracker \(number) (embedded)"
    #else
      "pico-tracker \(number)"
    #endif
  }
}
