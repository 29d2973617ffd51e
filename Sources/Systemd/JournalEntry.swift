// An entry for the journal, in the form in which it travels (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).

/// A structured log entry: message, priority, code location and any number of further fields.
public struct JournalEntry: Sendable {
  /// The fields one after another: `NAME=value` and a line feed, or, where the value holds line feeds, the name and a line feed,
  /// the value's length in eight bytes, the lowest first, the value, and a line feed.
  private(set) var bytes: [UInt8] = []

  /// Begins an entry that a place in the code has made.
  public init(_ priority: Priority, _ message: String, id: MessageID? = nil, at place: CodePlace) {
    append("MESSAGE", message.utf8)
    append("PRIORITY", "\(priority.rawValue)".utf8)
    if let id { append("MESSAGE_ID", "\(id)".utf8) }
    append("CODE_FILE", "\(place.fileID)".utf8)
    append("CODE_LINE", "\(place.line)".utf8)
    append("CODE_FUNC", "\(place.function)".utf8)
  }

  /// Adds a field of text, which may hold newlines.
  public mutating func add(_ name: JournalFieldName, _ text: String) { append(name.text, text.utf8) }

  /// Adds a field that is a number, in decimal.
  public mutating func add(_ name: JournalFieldName, _ number: UInt64) { append(name.text, "\(number)".utf8) }

  /// Adds a field of any bytes, which `journalctl -o json` shows as an array if they are not text.
  public mutating func add(_ name: JournalFieldName, bytes value: [UInt8]) { append(name.text, value) }

  private mutating func append(_ name: StaticString, _ value: some Collection<UInt8>) {
    bytes.append(contentsOf: "\(name)".utf8)
    if value.contains(lineFeed) {
      bytes.append(lineFeed)
      let length = UInt64(value.count)
      for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    } else {
      bytes.append(UInt8(ascii: "="))
    }
    bytes.append(contentsOf: value)
    bytes.append(lineFeed)
  }
}

private let lineFeed = UInt8(ascii: "\n")
