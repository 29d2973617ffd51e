// Tests that packaging/doc/rules.md, the codes in the sources and the tests agree.
import Foundation
import Testing

/// The rules, by code, and who cites them.
private struct Rules {
  /// The heading under which rules stand that no version keeps yet.
  private static let waitingHeading = "## Rules that are not in force yet"

  /// The codes of all rows, in the order of the document.
  let codes: [String]
  /// The codes of rules that the tracker keeps.
  let inForce: Set<String>
  /// The codes of rules that it does not keep yet.
  let waiting: Set<String>

  init() throws {
    let text = try SourceTree.text(of: "packaging/doc/rules.md")
    let parts = text.split(separator: Self.waitingHeading, maxSplits: 1)
    let later = parts.count > 1 ? parts[1].split(separator: "\n## ", maxSplits: 1)[0] : ""
    codes = Self.rows(of: text[...])
    waiting = Set(Self.rows(of: later))
    inForce = Set(codes).subtracting(waiting)
  }

  private static func rows(of text: Substring) -> [String] {
    text.matches(of: /(?m)^\| ([A-Z]-\d\d) \|/).map { String($0.output.1) }
  }

  /// The codes that a text cites: as they are written, `A-10`, or in the name of a Python test, `def test_a10_…`.
  static func citations(in text: String) -> Set<String> {
    let citation = /\b([A-Z]-\d\d)\b|def (test_\w+)/
    let codeInName = /_([a-z])(\d\d)(?=_|$)/
    var codes: Set<String> = []
    // Line by line, past those without either sign: most of them.
    for line in text.split(separator: "\n") where line.utf8.contains(UInt8(ascii: "-")) || line.contains("def ") {
      for match in line.matches(of: citation) {
        if let code = match.output.1 { codes.insert(String(code)) }
        for part in match.output.2?.matches(of: codeInName) ?? [] {
          codes.insert("\(part.output.1.uppercased())-\(part.output.2)")
        }
      }
    }
    return codes
  }

  /// The codes that all files of a kind cite.
  static func citations(where isWanted: (String) -> Bool) throws -> [String: Set<String>] {
    var cited: [String: Set<String>] = [:]
    for path in SourceTree.files where isWanted(path) {
      // The first line says what the file is about; a test has to say it, too.
      let text = try SourceTree.text(of: path).split(separator: "\n").dropFirst().joined(separator: "\n")
      for code in citations(in: text) { cited[code, default: []].insert(path) }
    }
    return cited
  }

  /// Whether a file is one of tests, and not of what they share.
  static func isTest(_ path: String) -> Bool {
    guard path.hasPrefix("Tests/"), !path.hasPrefix("Tests/DocumentsTests/") else { return false }
    let name = path.split(separator: "/").last ?? ""
    return name.hasSuffix("Tests.swift") || name.hasPrefix("Scenario") || name.hasPrefix("test_")
  }
}

@Suite("The rules of the wire")
struct RulesTests {
  private let rules: Rules

  init() throws { rules = try Rules() }

  @Test("stand in the document once each, and are many")
  func once() {
    #expect(Set(rules.codes).count == rules.codes.count)
    #expect(rules.codes.count >= 50)
  }

  @Test("include each code that the sources and tests cite")
  func known() throws {
    let cited = try Rules.citations { path in
      path.hasPrefix("Sources/")
        || (path.hasPrefix("Tests/") && (path.hasSuffix(".swift") || path.hasSuffix(".py")))
          && !path.hasPrefix("Tests/DocumentsTests/")
    }
    #expect(cited.count >= 50)
    for (code, paths) in cited where !rules.codes.contains(code) {
      Issue.record("\(code) is no rule; \(paths.sorted()) cite it")
    }
  }

  @Test("are each cited by a test, if they are in force")
  func tested() throws {
    let cited = try Rules.citations(where: Rules.isTest)
    for code in rules.inForce.sorted() where cited[code] == nil { Issue.record("no test cites \(code)") }
  }

  @Test("that are not in force yet are cited by no test and by no source")
  func waiting() throws {
    let cited = try Rules.citations { Rules.isTest($0) || $0.hasPrefix("Sources/") }
    for code in rules.waiting.sorted() {
      #expect(cited[code] == nil, "\(code) is kept or tested: move it to the rules in force")
    }
  }

  @Test("are found in names of Python tests and in text, and nothing else is")
  func citing() {
    #expect(Rules.citations(in: "def test_a29_a31_hold_in_a_large_swarm()") == ["A-29", "A-31"])
    #expect(Rules.citations(in: "(A-14 to A-16); UTF-8, SHA-256, X-1") == ["A-14", "A-16"])
    #expect(Rules.citations(in: "test_a29_is_not_a_definition def test_a1_or_ab12()").isEmpty)
  }
}
