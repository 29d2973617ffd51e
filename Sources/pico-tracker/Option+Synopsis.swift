// The synopsis of an option, as `-help` and the generated files show it.

extension Option {
  /// The ways to write the flag: `-port, -p PORT`.
  var synopsis: String {
    let names = "-\(name)" + (short.map { ", -\($0)" } ?? "")
    return placeholder.map { "\(names) \($0)" } ?? names
  }

  /// What stands for the value; nil for an option that needs none.
  var placeholder: String? {
    switch kind {
    case .number(let number, _): number.placeholder
    case .text(let text, _): text.placeholder
    case .toggle, .request: nil
    }
  }

  /// The summary, with what is allowed: `the UDP port to serve on, 1 to 65535`.
  var summaryWithLimits: String {
    guard case .number(let number, _) = kind else { return summary }
    return "\(summary), \(number.range.lowerBound) to \(number.range.upperBound)"
  }
}
