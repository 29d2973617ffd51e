// The environment of a test's own child process.
import Glibc

/// To be changed in exit tests alone: their processes have one thread that looks at it.
package enum Environment {
  /// Sets a variable, setenv(3).
  package static func set(_ name: String, _ value: String) {
    // Unsafe: C strings for the length of the call.
    _ = unsafe setenv(name, value, 1)
  }

  /// Removes a variable, unsetenv(3).
  package static func remove(_ name: String) {
    // Unsafe: a C string for the length of the call.
    _ = unsafe unsetenv(name)
  }

  /// Whether a variable is set, getenv(3).
  package static func holds(_ name: String) -> Bool {
    // Unsafe: only asks whether it is there.
    unsafe getenv(name) != nil
  }
}
