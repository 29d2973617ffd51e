// The environment of a test's own child process, where the service manager's variables are tried out.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc

/// To be changed in exit tests alone: their processes have one thread that looks at it.
enum Environment {
  /// Sets a variable, setenv(3).
  static func set(_ name: String, _ value: String) {
    // Unsafe: C strings for the length of the call.
    _ = unsafe setenv(name, value, 1)
  }

  /// Removes a variable, unsetenv(3).
  static func remove(_ name: String) {
    // Unsafe: a C string for the length of the call.
    _ = unsafe unsetenv(name)
  }

  /// Whether a variable is set, getenv(3).
  static func holds(_ name: String) -> Bool {
    // Unsafe: only asks whether it is there.
    unsafe getenv(name) != nil
  }
}
