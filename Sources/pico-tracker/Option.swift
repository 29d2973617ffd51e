// An entry of the option table.
internal import TrackerService

/// One thing an operator can say, as a flag or as an environment variable.
struct Option: Sendable {
  /// The long name, without its dash.
  let name: String
  /// The short name, a single letter, without its dash; nil if there is none.
  let short: String?
  /// The environment variable that means the same; nil if there is none.
  let variable: String?
  /// What kind of value it takes, and what that value changes.
  let kind: Kind
  /// Whether a reload changes it; the others wait for a restart.
  var isLive = false
  /// What it is, in a few words: a line of `-help` and of the completions.
  let summary: String
  /// What to know before using it: whole sentences, one per line, for the manual page.
  let explanation: ManualText

  /// The kinds of options there are.
  enum Kind: Sendable {
    /// `-name 42`: a number within limits.
    case number(NumberValue, store: @Sendable (inout ServiceConfiguration, UInt64) -> Void)
    /// `-name /path`: a text of any length but none.
    case text(TextValue, store: @Sendable (inout ServiceConfiguration, String) -> Void)
    /// `-name`: on, or off with `-name=false`.
    case toggle(standard: Bool, store: @Sendable (inout ServiceConfiguration, Bool) -> Void)
    /// `-name`: something to do instead of serving.
    case request(Request)
  }
}

/// What the process is asked to do.
enum Request: Sendable {
  case serve, reload, help, version
}

/// The limits of an option that takes a number.
struct NumberValue: Sendable {
  /// What stands for the value in a synopsis.
  let placeholder: String
  /// What the number is, to begin a sentence about its limits.
  let subject: String
  /// The unit, if it has one.
  var unit: String?
  /// What an operator may choose.
  let range: ClosedRange<UInt64>
  /// Whether 0 is taken as well; not advertised in messages.
  var isZeroAccepted = false
  /// What holds when nothing was said, as a person reads it.
  let standard: String

  /// Whether the number is one of those taken.
  func accepts(_ number: UInt64) -> Bool {
    range.contains(number) || (isZeroAccepted && number == 0)
  }

  /// The range with its unit: `300 to 10800 seconds`.
  var limits: String {
    let unit = unit.map { " \($0)" } ?? ""
    return "\(range.lowerBound) to \(range.upperBound)\(unit)"
  }

  /// What is allowed, as the end of an error message.
  var rule: String { "\(subject) is \(limits)" }
}

/// What an option that takes a text says about it.
struct TextValue: Sendable {
  /// What stands for the value in a synopsis.
  let placeholder: String
  /// What the text names; the completions offer those there are.
  let content: Content
  /// What holds when nothing was said, as a person reads it.
  let standard: String

  /// The things a text can name.
  enum Content: String, Sendable {
    case directory, file
  }

  /// What is allowed, as the end of an error message.
  var rule: String { "the path of a \(content.rawValue)" }
}
