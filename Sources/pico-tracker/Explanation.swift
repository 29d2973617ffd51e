// Something that went wrong, in words: what happened and why, then what to do.

/// The one wording of a failure; the terminal shows it, and the journal takes it as a message.
struct Explanation: Equatable {
  /// What happened and why.
  let message: String
  /// The ways out.
  var remedies: [Remedy]

  /// A way out: a label, and a command to type or a thing to look at.
  struct Remedy: Equatable {
    let label: String
    let text: String

    init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  init(_ message: String, _ remedies: [Remedy] = []) {
    self.message = message
    self.remedies = remedies
  }

  /// The message with a line for each way out, without a line feed at the end.
  var text: String { message + remedies.map(Self.line).joined() }

  private static func line(_ remedy: Remedy) -> String {
    "\n  \(remedy.label)" + String(repeating: " ", count: max(1, 14 - remedy.label.utf8.count)) + remedy.text
  }
}
