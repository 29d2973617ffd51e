// A log event: urgency, message id, text and fields.
internal import Systemd

/// A message with its urgency, its explanation's id in the journal's catalog, and fields of its own.
///
/// The messages themselves are in the extensions beside this file; each stands in packaging/systemd/pico-tracker.catalog with
/// what happened, why, and what to do.
public struct LogEvent: Sendable {
  /// How urgent it is.
  let priority: Priority
  /// The catalog's id for this kind of message.
  let id: MessageID
  /// The message: what happened and why, then, on lines of their own, what to do.
  public let text: String
  /// Fields for the journal, which the catalog's text may show.
  private(set) var fields: [(name: JournalFieldName, value: String)] = []

  init(_ priority: Priority, _ id: MessageID, _ text: String) {
    self.priority = priority
    self.id = id
    self.text = text
  }

  /// The same event with one more field.
  consuming func with(_ name: StaticString, _ value: String) -> LogEvent {
    var event = self
    event.fields.append((JournalFieldName(name), value))
    return event
  }

  /// The same event with one more field.
  consuming func with(_ name: StaticString, _ value: some BinaryInteger) -> LogEvent { with(name, "\(value)") }
}
