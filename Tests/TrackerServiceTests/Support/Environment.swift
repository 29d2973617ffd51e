// The environment of a test's own child process.
import Glibc

/// To be changed in exit tests alone: their processes have one thread that looks at it.
enum Environment {
  /// Sets a variable, setenv(3).
  static func set(_ name: String, _ value: String) {
    // Unsafe: C strings for the length of the call.
    _ = unsafe setenv(name, value, 1)
  }
}
