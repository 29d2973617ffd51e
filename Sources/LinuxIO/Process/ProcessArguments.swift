// The words the process was started with, and its environment.
internal import CLinux

/// What the process was given at its start: arguments and environment (environ(7)).
public enum ProcessArguments {
  /// The arguments after the program's own name.
  public static var all: [String] {
    var arguments: [String] = []
    var index: CInt = 1
    // Unsafe: C strings that live as long as the process.
    while let argument = unsafe clinux_argument(index) {
      unsafe arguments.append(String(cString: argument))
      index += 1
    }
    return arguments
  }

  /// The value of an environment variable, or nil if it is not set (getenv(3)).
  public static func environment(_ name: String) -> String? {
    // Unsafe: getenv's result is copied before anything can change it; the process never calls setenv.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
