// Entries for the journal, as the bytes of their fields.
import Testing

@testable import Systemd

@Suite("Journal entries")
struct JournalEntryTests {
  /// An entry of lines, as text.
  private func lines(_ entry: JournalEntry) -> [Substring] {
    String(decoding: entry.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test("hold message, priority, id and the caller's code location")
  func basics() {
    let line: UInt = #line + 2
    let entry = JournalEntry(
      .warning, "a client misbehaves", id: MessageID("8d45620c1a4348dbb17410da57c60c66"), at: CodePlace())
    #expect(
      lines(entry) == [
        "MESSAGE=a client misbehaves", "PRIORITY=4", "MESSAGE_ID=8d45620c1a4348dbb17410da57c60c66",
        "CODE_FILE=SystemdTests/JournalEntryTests.swift", "CODE_LINE=\(line)", "CODE_FUNC=basics()",
      ])
  }

  @Test("do without an id")
  func withoutID() {
    let entry = JournalEntry(.debug, "", at: CodePlace(fileID: "F", line: 1, function: "f"))
    #expect(lines(entry) == ["MESSAGE=", "PRIORITY=7", "CODE_FILE=F", "CODE_LINE=1", "CODE_FUNC=f"])
  }

  @Test("take further fields of text, numbers and bytes, and leave their values alone")
  func furtherFields() {
    var entry = JournalEntry(.informational, "m", at: CodePlace(fileID: "F", line: 1, function: "f"))
    let start = entry.bytes.count
    entry.add(JournalFieldName("REASON"), "one line = one field")
    entry.add(JournalFieldName("COUNT"), UInt64.max)
    entry.add(JournalFieldName("INFO_HASH"), bytes: [0, 13, 255])
    let further = entry.bytes[start...]
    #expect(
      Array(further) == Array("REASON=one line = one field\nCOUNT=18446744073709551615\nINFO_HASH=".utf8) + [
        0, 13, 255, 10,
      ])
  }

  @Test("tell the length of a value with line feeds, so that none can begin a field of its own")
  func lineFeeds() {
    var entry = JournalEntry(.informational, "m", at: CodePlace(fileID: "F", line: 1, function: "f"))
    let start = entry.bytes.count
    entry.add(JournalFieldName("REASON"), "two\nMESSAGE=x")
    #expect(
      Array(entry.bytes[start...]) == Array("REASON\n".utf8) + [13, 0, 0, 0, 0, 0, 0, 0]
        + Array("two\nMESSAGE=x\n".utf8))
  }

  @Test("tell lengths of more than a byte, the lowest byte first")
  func lengths() {
    var entry = JournalEntry(.informational, "m", at: CodePlace(fileID: "F", line: 1, function: "f"))
    let start = entry.bytes.count
    entry.add(JournalFieldName("A"), bytes: [UInt8](repeating: 10, count: 0x0102_03))
    #expect(Array(entry.bytes[start...].prefix(10)) == [65, 10, 3, 2, 1, 0, 0, 0, 0, 0])
  }
}
