// The id that joins a journal entry to its explanation in the message catalog.

/// A 128-bit id of a kind of message, `MESSAGE_ID=` in systemd.journal-fields(7).
public struct MessageID: Equatable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// The id of 32 hexadecimal digits, written as in the catalog so that both are found by one search; traps on anything else.
  public init(_ digits: StaticString) {
    guard let value = MessageID(parsing: "\(digits)") else {
      preconditionFailure("a message id is 32 hexadecimal digits")
    }
    self = value
  }

  private init?(parsing digits: String) {
    let bytes = Array(digits.utf8)
    guard bytes.count == 32, let high = hexadecimal(bytes[..<16]), let low = hexadecimal(bytes[16...]) else {
      return nil
    }
    self.high = high
    self.low = low
  }
}

extension MessageID: CustomStringConvertible {
  /// The 32 hexadecimal digits, in lower case.
  public var description: String { digits(of: high) + digits(of: low) }
}

/// The value of hexadecimal digits, or nil if one is something else (`UInt64.init(_:radix:)` would take a sign).
private func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
  var value: UInt64 = 0
  for digit in digits {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt64(digit - UInt8(ascii: "A") + 10)
    default: return nil
    }
  }
  return value
}

private func digits(of value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
