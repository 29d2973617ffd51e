// An option in the words of a synopsis; `-help` and the generated files show the same.

extension Option {
  /// The ways to write the flag: `-port, -p PORT`.
  var synopsis: String {
    let names = "-\(name)" + (short.map { ", -\($0)" } ?? "")
    guard case .number(let number, _) = kind else { return names }
    return "\(names) \(number.placeholder)"
  }

  /// The summary, with what is allowed: `the UDP port to serve on, 1 to 65535`.
  var summaryWithLimits: String {
    guard case .number(let number, _) = kind else { return summary }
    return "\(summary), \(number.range.lowerBound) to \(number.range.upperBound)"
  }
}
