// The setting of one option: its value, and where that came from.

/// The value of an option.
enum Value: Equatable, Sendable {
  case number(UInt64)
  case text(String)
  case toggle(Bool)

  /// The value as a person reads it, safe to print.
  var text: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    case .toggle(let isOn): isOn ? "on" : "off"
    }
  }
}

/// How an option stands after flags, environment and default were asked, in this order.
enum Setting: Equatable, Sendable {
  /// Nobody said anything.
  case standard
  /// A flag or a variable gave this value.
  case given(Value, Origin)
  /// A flag or a variable gave something that is no value for it.
  case refused(Origin)
}

extension Option {
  /// The setting in words, for `-help`: `now 1337` and `the default`; nil for an option without a value.
  func describe(_ setting: Setting) -> (value: String, origin: String)? {
    guard let standardText else { return nil }
    return switch setting {
    case .standard: ("now \(standardText)", "the default")
    case .given(let value, let origin): ("now \(value.text)", "from \(origin.name)")
    case .refused(let origin): ("not valid", "from \(origin.name)")
    }
  }

  /// The value of a setting in words, wherever it came from; nil for an option without a value.
  func text(of setting: Setting) -> String? {
    if case .given(let value, _) = setting { value.text } else { standardText }
  }

  /// The default in words; nil for an option without a value.
  var standardText: String? {
    switch kind {
    case .number(let number, _): number.standard
    case .text(let text, _): text.standard
    case .toggle(let standard, _): Value.toggle(standard).text
    case .request: nil
    }
  }
}
