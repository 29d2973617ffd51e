// The parts of the manual page that come from the option table, in mdoc(7).

@testable import pico_tracker

/// Renders sections of pico-tracker(8).
enum ManualPage {
  /// Every generated part, by the name it has in the page.
  static let parts = [
    "synopsis": synopsis, "options": options, "environment": environment, "journal": journal,
  ]

  /// The text with its generated parts brought up to date; everything else stays as it is.
  static func updating(_ page: String) -> String {
    var part: String?
    var lines: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == #".\" End of generated"#, let name = part {
        lines += parts[name, default: ".\\\" There is no such part.\n"].dropLast().split(separator: "\n")
        part = nil
      }
      if part == nil { lines.append(line) }
      if line.hasPrefix(#".\" Generated: "#) { part = String(line.dropFirst(#".\" Generated: "#.count)) }
    }
    return lines.joined(separator: "\n")
  }

  private static var synopsis: String {
    ".Nm\n" + OptionTable.all.filter { $0.standardText != nil }.map { ".Op Fl \($0.name)\($0.argument)\n" }.joined()
      + OptionTable.all.filter { $0.standardText == nil }.map { ".Nm\n.Fl \($0.name)\n" }.joined()
  }

  private static var options: String {
    list(OptionTable.all.map(entry))
  }

  private static var environment: String {
    let rows = OptionTable.all.compactMap { option in
      option.variable.map {
        let change = option.isLive ? "reload" : "restart"
        return ".It Ev \($0) Ta \(change) Ta \(option.standardText ?? ""); \(option.allowed)\n"
      }
    }
    return ".Bl -column PICO_TRACKER__SNAPSHOT_INTERVAL restart default\n"
      + ".It Sy variable Ta Sy change by Ta Sy default; what is allowed\n" + rows.joined() + ".El\n"
  }

  private static func list(_ entries: [String]) -> String {
    ".Bl -tag -width Ds\n" + entries.joined() + ".El\n"
  }

  private static func entry(for option: Option) -> String {
    let short = option.short.map { " , Fl \($0)\(option.argument)" } ?? ""
    return ".It Fl \(option.name)\(option.argument)\(short)\n" + prose(option.explanation.text) + facts(about: option)
  }

  /// What is allowed, what holds when nothing is said, and the variable that says the same.
  private static func facts(about option: Option) -> String {
    guard let standard = option.standardText, let variable = option.variable else { return "" }
    let limits =
      switch option.kind {
      case .number(let number, _): "Allowed: \(number.limits).\n"
      case .toggle: ".Fl \(option.name) Ns Li =false\nswitches it off.\n"
      case .text, .request: ""
      }
    return ".Pp\n" + limits + "Default: \(standard).\nEnvironment:\n.Ev \(variable) .\n"
  }

  /// The longest line of prose, as is the custom in manual pages.
  private static let columns = 78

  /// Sentences of the table as lines of the page, each beginning a new one: words that begin with a dash are typed by people, so their dashes must
  /// stay dashes that can be copied.
  private static func prose(_ sentences: String) -> String {
    var page = ""
    for sentence in sentences.split(separator: "\n") {
      var column = 0
      for word in sentence.split(separator: " ") {
        let word = word.hasPrefix("-") ? String(word).replacing("-", with: "\\-") : String(word)
        let separator = column == 0 ? "" : column + 1 + word.count > columns ? "\n" : " "
        column = separator == "\n" ? word.count : column + separator.count + word.count
        page += separator + word
      }
      page += "\n"
    }
    return page
  }
}

extension Option {
  /// The value in a synopsis, with a space before it; nothing for an option without one.
  fileprivate var argument: String {
    placeholder.map { " Ar \($0.lowercased())" } ?? ""
  }

  /// The same in as few words as a table has room for.
  fileprivate var allowed: String { if case .toggle = kind { "0 or 1" } else { reading } }

  /// What the variable of this option may hold.
  fileprivate var reading: String {
    switch kind {
    case .number(let number, _): number.limits
    case .text(let text, _): text.rule
    case .toggle: "1, yes, y, on or true, or 0, no, n, off or false, in any case"
    case .request: ""
    }
  }
}
