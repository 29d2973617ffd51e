// An entry for the journal as it is put together: fields in one flat buffer, each `NAME=value`.

/// A structured log entry: message, priority, code location and any number of further fields.
public struct JournalEntry: Sendable {
  /// The fields one after another, with nothing between them.
  private(set) var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  private(set) var ends: [Int] = []

  /// Begins an entry; the code location is the caller's.
  public init(
    _ priority: Priority, _ message: String, id: MessageID? = nil,
    fileID: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
  ) {
    append("MESSAGE", message.utf8)
    append("PRIORITY", "\(priority.rawValue)".utf8)
    if let id { append("MESSAGE_ID", "\(id)".utf8) }
    append("CODE_FILE", "\(fileID)".utf8)
    append("CODE_LINE", "\(line)".utf8)
    append("CODE_FUNC", "\(function)".utf8)
  }

  /// Adds a field of text, which may hold newlines.
  public mutating func add(_ name: JournalFieldName, _ text: String) { append(name.text, text.utf8) }

  /// Adds a field that is a number, in decimal.
  public mutating func add(_ name: JournalFieldName, _ number: UInt64) { append(name.text, "\(number)".utf8) }

  /// Adds a field of any bytes, which `journalctl -o json` shows as an array if they are not text.
  public mutating func add(_ name: JournalFieldName, bytes value: [UInt8]) { append(name.text, value) }

  private mutating func append(_ name: StaticString, _ value: some Sequence<UInt8>) {
    bytes.append(contentsOf: "\(name)=".utf8)
    bytes.append(contentsOf: value)
    ends.append(bytes.count)
  }
}
