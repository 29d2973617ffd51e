// The environment as the command line sees it: names and values.

/// Environment variables, of this process or of another that sent them.
struct Variables {
  /// What the variables begin with that concern the tracker, whoever wrote them.
  private static let prefix = "pico_tracker"

  /// The assignments, `NAME=value`.
  let assignments: [String]

  /// The value of a variable, or nil if it is not set; of one set twice, the first, as getenv(3) has it.
  subscript(_ name: String) -> String? {
    for assignment in assignments {
      guard assignment.hasPrefix(name) else { continue }
      let rest = assignment.utf8.dropFirst(name.utf8.count)
      if rest.first == UInt8(ascii: "=") { return String(Substring(rest.dropFirst())) }
    }
    return nil
  }

  /// The variables that are the tracker's, or were meant to be: what a reload sends.
  var ours: Variables {
    Variables(
      assignments: assignments.filter { assignment in
        let name = Self.name(of: assignment)
        return Self.looksOurs(name) || OptionTable.all.contains { $0.variable == name }
      })
  }

  /// The variables that look like the tracker's, but are none.
  var unknown: [UnknownVariable] {
    assignments.map(Self.name)
      .filter { name in Self.looksOurs(name) && !OptionTable.all.contains { $0.variable == name } }
      .map { UnknownVariable(name: printable($0), meant: Suggestion.variable(for: $0)) }
  }

  private static func name(of assignment: String) -> String {
    String(Substring(assignment.utf8.prefix { $0 != UInt8(ascii: "=") }))
  }

  private static func looksOurs(_ name: String) -> Bool { name.lowercasedASCII().hasPrefix(prefix) }
}

/// A variable that nobody reads.
struct UnknownVariable: Equatable {
  /// Its name, safe to print.
  let name: String
  /// The variable that was probably meant; nil if none is near.
  let meant: String?
}
