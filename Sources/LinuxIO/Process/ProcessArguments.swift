// The command line and the environment that the process was started with.
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

  /// All assignments of the environment, `NAME=value`, in the order they have there (environ(7)).
  public static var environmentLines: [String] {
    var lines: [String] = []
    var index: CInt = 0
    // Unsafe: C strings that stay as they are, since the process never calls setenv.
    while let line = unsafe clinux_environment(index) {
      unsafe lines.append(String(cString: line))
      index += 1
    }
    return lines
  }

  /// The number of this process (getpid(2)).
  public static var processID: Int32 { getpid() }

  /// The value of an environment variable, or nil if it is not set (getenv(3)).
  public static func environment(_ name: String) -> String? {
    // Unsafe: getenv's result is copied before anything can change it; the process never calls setenv.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
