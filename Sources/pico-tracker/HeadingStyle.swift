// Decides whether headings are bold or plain.
internal import LinuxIO

/// Whether headings stand out.
enum HeadingStyle {
  case plain, bold

  /// The style for a person at a terminal that can show it and who did not ask for plain text (no-color.org).
  static var forStandardOutput: HeadingStyle {
    choose(isTerminal: StandardOutput.isTerminal, environment: { ProcessArguments.environment($0) })
  }

  /// The style for this kind of output and these variables: `NO_COLOR` with anything in it, or a `TERM` that can do nothing.
  static func choose(isTerminal: Bool, environment: (String) -> String?) -> HeadingStyle {
    let term = environment("TERM") ?? ""
    let isUnwanted = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return !isTerminal || isUnwanted || term.isEmpty || term == "dumb" ? .plain : .bold
  }
}
