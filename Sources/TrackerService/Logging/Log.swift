// The daemon's log: the journal, or standard error.
internal import LinuxIO
internal import Synchronization
internal import Systemd

/// Writes events to the journal where standard error leads there, else to standard error, a line each.
public struct Log: Sendable {
  /// Whether entries go to the journal, with all their fields.
  public let isJournal: Bool

  /// A log that goes where standard error goes.
  public init() { isJournal = Journal.isStandardError }

  /// Lines of the whole process that could be written nowhere, and of which nobody was told yet.
  private static let lostLines = Atomic<UInt64>(0)

  // Not in line: said rarely and in many places, where a copy would be the larger part.
  /// Says what happened, unless that would mean to wait for a reader that does not keep up: then the line is lost, and counted.
  @inline(never)
  public func record(
    _ event: LogEvent, fileID: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
  ) {
    tellLostLines()
    if !write(event, at: CodePlace(fileID: fileID, line: line, function: function)) {
      Self.lostLines.wrappingAdd(1, ordering: .relaxed)
    }
  }

  /// Says how many lines were lost, if some were and the log takes lines again.
  func tellLostLines() {
    guard Self.lostLines.load(ordering: .relaxed) > 0 else { return }
    let count = Self.lostLines.exchange(0, ordering: .relaxed)
    if count > 0, !write(.linesLost(count), at: CodePlace()) { Self.lostLines.wrappingAdd(count, ordering: .relaxed) }
  }

  /// Writes an event to the journal, or where that does not take it, as a line to its stream; returns whether either did.
  private func write(_ event: LogEvent, at place: CodePlace) -> Bool {
    guard isJournal else { return writeLine(event) }
    var entry = JournalEntry(event.priority, event.text, id: event.id, at: place)
    for field in event.fields { entry.add(field.name, field.value) }
    do throws(SystemdError) {
      try Journal.send(entry)
      return true
    } catch {
      return writeLine(event)
    }
  }

  private func writeLine(_ event: LogEvent) -> Bool {
    let mark =
      event.priority.rawValue <= Priority.error.rawValue ? "error: " : event.priority == .warning ? "warning: " : ""
    do throws(Errno) {
      try StandardError.tryWrite("pico-tracker: \(mark)\(event.text)\n")
      return true
    } catch {
      return false
    }
  }
}
