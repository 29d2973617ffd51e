// Parses the text of a value, or says what is wrong with it.

extension Option {
  /// Reads the text that a flag or a variable gave for this option.
  ///
  /// - Throws: the problem with the text, if it is no value for this option.
  func value(of text: String, from origin: Origin) throws(Problem) -> Value {
    switch kind {
    case .number(let number, _): .number(try number.parse(text, from: origin))
    case .text(let content, _): .text(try content.parse(text, from: origin))
    case .toggle: .toggle(try Option.parseToggle(text, from: origin))
    case .request: throw .unwantedValue(origin, value: text)
    }
  }

  /// Reads on or off, in any case, from a flag and from a variable alike: what is neither is never guessed at.
  private static func parseToggle(_ text: String, from origin: Origin) throws(Problem) -> Bool {
    switch trimmed(text).lowercasedASCII() {
    case "1", "yes", "y", "on", "true": return true
    case "0", "no", "n", "off", "false": return false
    default: throw .notAToggle(origin, value: text)
    }
  }
}

extension TextValue {
  /// Takes any text as it is, but none or one of spaces alone; it comes from an argument or a variable, so there is no NUL in it.
  fileprivate func parse(_ text: String, from origin: Origin) throws(Problem) -> String {
    if trimmed(text).isEmpty { throw .missingValue(origin, rule: rule) }
    return text
  }
}

extension NumberValue {
  /// Reads a plain decimal number within the limits: digits only, no sign, no exponent; spaces around it are
  /// not looked at.
  fileprivate func parse(_ text: String, from origin: Origin) throws(Problem) -> UInt64 {
    if text.isEmpty { throw .missingValue(origin, rule: rule) }
    let digits = trimmed(text)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notANumber(origin, value: text, rule: rule)
    }
    // A string of digits that does not fit 64 bits is a number all the same, and out of every range.
    guard let number = UInt64(digits), accepts(number) else {
      throw .outOfRange(origin, value: text, rule: rule)
    }
    return number
  }
}
