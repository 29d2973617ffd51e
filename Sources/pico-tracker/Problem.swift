// The problems of a command line or an environment, and their messages: the input by name, what is wrong
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
  /// A flag of this name stands beside `-reload`, which knows the environment alone.
  case flagBesideReload(String)

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
      "\(origin.name)=\(quoted(value)) is neither on nor off: use 1, yes, y, on or true, or 0, no, n, off or false."
    case .flagBesideReload(let name):
      "-\(name) has no effect beside -reload, which brings the running service what the environment says."
    }
  }

  /// The flag, the variable or the word that is wrong, safe to print.
  var subject: String {
    switch self {
    case .unknownOption(let word, _), .unexpectedArgument(let word, _): printable(word)
    case .missingValue(let origin, _), .unwantedValue(let origin, _), .notANumber(let origin, _, _),
      .outOfRange(let origin, _, _), .notAToggle(let origin, _):
      origin.name
    case .flagBesideReload(let name): "-\(name)"
    }
  }

  /// The whole message; of a variable of a service also where to look, since a service has no shell that set it.
  func explanation(isService: Bool) -> Explanation {
    guard isService else { return Explanation(message) }
    let places = "/etc/default/pico-tracker /etc/systemd/system/pico-tracker.service.d"
    return Explanation(
      "\(message) Look in /etc/default/pico-tracker and in the unit's drop-in files.",
      // A command that is to be typed must not hold a quote of somebody else's.
      subject.utf8.contains(UInt8(ascii: "'")) ? [] : [.init("Find it:", "sudo grep -rsne '\(subject)' \(places)")])
  }

  /// The end of a message about a word nobody knows.
  private static func hint(_ suggestion: String?) -> String {
    let guess = suggestion.map { "; did you mean '\($0)'?" } ?? "."
    return "\(guess) See 'pico-tracker -help'."
  }
}
