// The part of the manual page that lists the messages of the journal, made from the catalog of their explanations.
import Foundation

extension ManualPage {
  /// A message for each entry of the catalog: its id, what it says, and its fields.
  static var journal: String {
    let messages = catalog.split(separator: "\n# ").compactMap(message)
    return ".Bl -tag -width Ds\n" + messages.joined() + ".El\n"
  }

  private static var catalog: String {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    return (try? String(contentsOf: root.appending(path: "packaging/systemd/pico-tracker.catalog"), encoding: .utf8))
      ?? ""
  }

  /// One entry: a comment with its name and fields, its id, and its subject; nil for the file's own head.
  private static func message(_ entry: Substring) -> String? {
    guard let found = entry.firstMatch(of: /^\w+: ([^\n]*)\n-- ([0-9a-f]{32})\nSubject: ([^\n]*)\n/) else { return nil }
    let fields = found.output.1.matches(of: /\b[A-Z0-9_]{2,}\b/).map { ".Ev \($0.output)" }
    return ".It Li \(found.output.2)\n\(found.output.3.replacing("@", with: "")).\n"
      + (fields.isEmpty ? "" : ".Pp\n" + fields.joined(separator: " ,\n") + "\n")
  }
}
