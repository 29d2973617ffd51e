// The name of a journal field, checked against journald's rules.

/// The name of a field of the project's own, such as `INFO_HASH`, systemd.journal-fields(7).
public struct JournalFieldName: Sendable {
  let text: StaticString

  /// A name of 1 to 64 capital letters, digits and underscores that begins with a letter; traps on anything else, as it is
  /// the program's text and not input.
  public init(_ text: StaticString) {
    precondition(Self.isValid("\(text)"), "a journal field's name is of capital letters, digits and underscores")
    self.text = text
  }

  /// Whether journald takes a field of this name from a service.
  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, isCapital(first) else { return false }
    return name.utf8.count <= SystemdLimits.fieldNameBytes
      && name.utf8.allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }
}

private func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
