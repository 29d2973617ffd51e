// JSON output.

/// A JSON value (RFC 8259) that is only ever written.
enum JSONValue: CustomStringConvertible {
  case integer(Int)
  /// Written with four digits after the point, which is more than any measurement here is worth.
  case decimal(Double)
  case text(String)
  case object([(name: String, value: JSONValue)])

  var description: String {
    switch self {
    case .integer(let number): "\(number)"
    case .decimal(let number): number.isFinite ? fixed(number, digits: 4) : "null"
    case .text(let text): Self.quoted(text)
    case .object(let members):
      "{" + members.map { Self.quoted($0.name) + ": " + $0.value.description }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\0"..." ": quoted += scalar == " " ? " " : "\\u00" + (scalar.value < 16 ? "0" : "") + hexadecimal(scalar)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
