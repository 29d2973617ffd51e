// From the text of a value to the value, or to the problem with it.

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

  /// Reads on or off: from a flag one of a few words; from a variable, as is the custom with `DEBUG`, anything is on but
  /// a word for no.
  private static func parseToggle(_ text: String, from origin: Origin) throws(Problem) -> Bool {
    switch (text.lowercasedASCII(), origin) {
    case ("false", _), ("no", _), ("0", _): return false
    case ("true", _), ("yes", _), ("1", _), (_, .environment): return true
    case (_, .flag): throw .notAToggle(origin, value: text)
    }
  }
}

extension TextValue {
  /// Takes any text but none; it comes from an argument or a variable, so there is no NUL in it.
  fileprivate func parse(_ text: String, from origin: Origin) throws(Problem) -> String {
    if text.isEmpty { throw .missingValue(origin, rule: rule) }
    return text
  }
}

extension NumberValue {
  /// Reads a plain decimal number within the limits: digits only, no sign, no space, no exponent.
  fileprivate func parse(_ text: String, from origin: Origin) throws(Problem) -> UInt64 {
    if text.isEmpty { throw .missingValue(origin, rule: rule) }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notANumber(origin, value: text, rule: rule)
    }
    // A string of digits that does not fit 64 bits is a number all the same, and out of every range.
    guard let number = UInt64(text), accepts(number) else {
      throw .outOfRange(origin, value: text, rule: rule)
    }
    return number
  }
}
