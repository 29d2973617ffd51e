// Where the daemon says what happens.
internal import LinuxIO
internal import Systemd

/// Writes events to the journal where standard error leads there, else to standard error, a line each.
public struct Log: Sendable {
  /// Whether entries go to the journal, with all their fields.
  public let isJournal: Bool

  /// A log that goes where standard error goes.
  public init() { isJournal = Journal.isStandardError }

  /// Says what happened.
  // Said rarely and in many places: a copy in each would be the larger part of them.
  @inline(never)
  public func record(
    _ event: LogEvent, fileID: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
  ) {
    guard isJournal else { return writeLine(event) }
    var entry = JournalEntry(
      event.priority, event.text, id: event.id, fileID: fileID, line: line, function: function)
    for field in event.fields { entry.add(field.name, field.value) }
    // A journal that does not take the entry may still read the stream.
    do throws(SystemdError) { try Journal.send(entry) } catch { writeLine(event) }
  }

  private func writeLine(_ event: LogEvent) {
    let mark =
      event.priority.rawValue <= Priority.error.rawValue ? "error: " : event.priority == .warning ? "warning: " : ""
    StandardError.write("pico-tracker: \(mark)\(event.text)\n")
  }
}
