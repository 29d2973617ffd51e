// The page of `-help`: examples first, then every option with the value it has now and where that came from.
internal import TrackerService

/// The text of `-help`; no line of it is longer than 80 columns.
struct HelpPage {
  /// The page, with a line feed at its end.
  let text: String

  init(_ invocation: Invocation, headings: HeadingStyle) {
    let heading = { (text: String) in headings == .bold ? "\u{1B}[1m\(text)\u{1B}[0m\n" : "\(text)\n" }
    text =
      "pico-tracker: a BitTorrent tracker that speaks UDP (BEP 15)\n\n"
      + heading("Examples") + Self.examples + "\n"
      + heading("Options") + "  A flag beats the environment, which beats the default.\n\n"
      + invocation.settings.map { Self.entry(for: $0.option, $0.setting) }.joined() + "\n"
      + (invocation.problems.isEmpty ? "" : heading("Problems") + Self.list(invocation.problems) + "\n")
      + (invocation.warnings.isEmpty
        ? "" : heading("Warnings") + invocation.warnings.map { Self.wrapped($0.text) }.joined() + "\n")
      + heading("More") + Self.more
  }

  private static let examples = """
      pico-tracker                         serve on UDP port 1337, IPv4 and IPv6
      pico-tracker -port 6969              serve on another port
      pico-tracker -debug                  show every request
      sudo systemctl enable --now pico-tracker.socket
                                           let systemd start it when it is needed

    """

  private static let more = """
      man pico-tracker                     everything, explained
      sudo systemctl edit pico-tracker.socket
                                           where the port is set under systemd

    """

  /// The widest line of the page.
  private static let columns = 80

  /// The columns before the explanation of an option.
  private static let margin = 30

  /// The option with its summary, its variable with the value now, and what else there is to say.
  private static func entry(for option: Option, _ setting: Setting) -> String {
    let first = "  \(option.synopsis)".padded(to: margin) + option.summaryWithLimits + "\n"
    guard let now = option.describe(setting) else { return first }
    let variable = "    \(option.variable ?? "")"
    let below = "\n" + String(repeating: " ", count: margin)
    let second = variable.utf8.count < margin ? variable.padded(to: margin) : variable + below
    // A path may take a whole line.
    let fits = margin + now.value.utf8.count + 2 + now.origin.utf8.count <= columns
    return "\(first)\(second)\(now.value),\(fits ? " " : below)\(now.origin)\n"
  }

  private static func list(_ problems: [Problem]) -> String {
    "  The tracker would not start like this:\n" + problems.map { wrapped($0.message) }.joined()
  }

  /// The text in lines that fit the page, indented; what does not fit the first line is indented further.
  private static func wrapped(_ text: String) -> String {
    var lines = ""
    var line = " "
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      if line.utf8.count + 1 + word.count > columns {
        lines += line + "\n"
        line = "   "
      }
      line += " \(Substring(word))"
    }
    return lines + line + "\n"
  }
}

extension String {
  /// The text with spaces after it up to this column, at least one.
  fileprivate func padded(to column: Int) -> String {
    self + String(repeating: " ", count: max(1, column - utf8.count))
  }
}
