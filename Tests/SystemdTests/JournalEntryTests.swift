// Entries for the journal, as the bytes of their fields.
import Testing

@testable import Systemd

@Suite("Journal entries")
struct JournalEntryTests {
  /// The fields an entry consists of, each as text.
  private func fields(_ entry: JournalEntry) -> [String] {
    zip([0] + entry.ends, entry.ends).map { String(decoding: entry.bytes[$0..<$1], as: UTF8.self) }
  }

  @Test("hold message, priority, id and the caller's code location")
  func basics() {
    let line: UInt = #line + 1
    let entry = JournalEntry(.warning, "a client misbehaves", id: MessageID("8d45620c1a4348dbb17410da57c60c66"))
    #expect(
      fields(entry) == [
        "MESSAGE=a client misbehaves", "PRIORITY=4", "MESSAGE_ID=8d45620c1a4348dbb17410da57c60c66",
        "CODE_FILE=SystemdTests/JournalEntryTests.swift", "CODE_LINE=\(line)", "CODE_FUNC=basics()",
      ])
  }

  @Test("do without an id")
  func withoutID() {
    let entry = JournalEntry(.debug, "", fileID: "F", line: 1, function: "f")
    #expect(fields(entry) == ["MESSAGE=", "PRIORITY=7", "CODE_FILE=F", "CODE_LINE=1", "CODE_FUNC=f"])
  }

  @Test("take further fields of text, numbers and bytes, and leave their values alone")
  func furtherFields() {
    var entry = JournalEntry(.informational, "m")
    entry.add(JournalFieldName("REASON"), "two\nlines = one field")
    entry.add(JournalFieldName("COUNT"), UInt64.max)
    entry.add(JournalFieldName("INFO_HASH"), bytes: [0, 10, 255])
    let bytes = entry.bytes.suffix(13)
    #expect(fields(entry).dropLast().suffix(2) == ["REASON=two\nlines = one field", "COUNT=18446744073709551615"])
    #expect(Array(bytes) == Array("INFO_HASH=".utf8) + [0, 10, 255])
    #expect(entry.ends.last == entry.bytes.count)
  }
}
