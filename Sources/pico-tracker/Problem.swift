// Everything that can be wrong with a command line or an environment, and how it is said: the input by name, what is wrong
// with it, and what is allowed or was probably meant.

/// A mistake of the person who started the process.
enum Problem: Error, Equatable, Sendable {
  /// No option has this name; perhaps the suggested flag was meant.
  case unknownOption(String, suggestion: String?)
  /// A word that is neither an option nor the value of one; perhaps the suggested flag was meant.
  case unexpectedArgument(String, suggestion: String?)
  /// The option takes a value and got none.
  case missingValue(Origin, rule: String)
  /// The option takes no value and got one.
  case unwantedValue(Origin, value: String)
  /// The value is not written in decimal digits.
  case notANumber(Origin, value: String, rule: String)
  /// The value is a number that is not allowed.
  case outOfRange(Origin, value: String, rule: String)
  /// The value is neither on nor off.
  case notAToggle(Origin, value: String)

  /// The problem as one line of plain text, without a line feed.
  var message: String {
    switch self {
    case .unknownOption(let word, let suggestion):
      "unknown option \(quoted(word))\(Self.hint(suggestion))"
    case .unexpectedArgument(let word, let suggestion):
      "unexpected argument \(quoted(word))\(Self.hint(suggestion))"
    case .missingValue(let origin, let rule):
      "\(origin.name) needs a value: \(rule)."
    case .unwantedValue(let origin, let value):
      "\(origin.name) takes no value, but was given \(quoted(value))."
    case .notANumber(let origin, let value, let rule):
      "\(origin.holding(quoted(value))) is not a number in plain digits: \(rule)."
    case .outOfRange(let origin, let value, let rule):
      "\(origin.holding(printable(value))) is out of range: \(rule)."
    case .notAToggle(let origin, let value):
      "\(origin.name)=\(quoted(value)) is neither on nor off: use true, yes or 1, or false, no or 0."
    }
  }

  /// The end of a message about a word nobody knows.
  private static func hint(_ suggestion: String?) -> String {
    let guess = suggestion.map { "; did you mean '\($0)'?" } ?? "."
    return "\(guess) See 'pico-tracker -help'."
  }
}
