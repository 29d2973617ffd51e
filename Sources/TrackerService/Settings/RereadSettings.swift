// The settings that the command line makes of another environment, for a reload.

/// The settings that an environment comes to beside the flags that the process was started with.
public struct RereadSettings: Sendable {
  /// What is to be in force; of use only if there are no ``problems``.
  public var settings: LiveSettings
  /// Options that changed and take a restart, with the value they would have: `workers 4`.
  public var waiting: [String]
  /// The port that was set, `port 6969`, if it is another than before; it has no effect where the sockets are passed.
  public var port: String?
  /// What is wrong, a sentence each: nothing changes then.
  public var problems: [String]
  /// What is worth a warning all the same.
  public var warnings: [LogEvent]

  /// Settings without anything else to say, or with what there is.
  public init(
    _ settings: LiveSettings, waiting: [String] = [], port: String? = nil, problems: [String] = [],
    warnings: [LogEvent] = []
  ) {
    self.settings = settings
    self.waiting = waiting
    self.port = port
    self.problems = problems
    self.warnings = warnings
  }
}

/// Reads the assignments `NAME=value` of an environment as the command line did at the start.
public typealias SettingsReader = @Sendable (_ assignments: [String]) -> RereadSettings
