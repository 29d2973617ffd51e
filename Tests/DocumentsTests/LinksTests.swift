// Tests of links between the documents, and of the files and tests that they name.
import Foundation
import Testing

@Suite("The documents")
struct LinksTests {
  /// Documents whose words in backquotes are names of this tree, where they look like files or tests.
  private static let naming =
    SourceTree.documents.filter { $0.hasPrefix("packaging/doc/") || $0.hasPrefix(".github/") }
    + ["README.md", "Tests/README.md", "Tests/Vectors/README.md"]

  /// All Python files of tests, behind one another.
  private static let pythonTests = SourceTree.files.filter { $0.contains("/test_") && $0.hasSuffix(".py") }
    .compactMap { try? SourceTree.text(of: $0) }.joined(separator: "\n")

  @Test("are where they are looked for")
  func all() {
    for name in ["architecture", "performance", "rules", "snapshot-format", "threat-model"] {
      #expect(SourceTree.documents.contains("packaging/doc/\(name).md"))
    }
    for path in ["README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"] {
      #expect(SourceTree.documents.contains(path))
    }
  }

  @Test("link to files and headings that exist", arguments: SourceTree.documents)
  func links(path: String) throws {
    let document = try Document(path)
    for link in document.relativeLinks {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let target = parts[0].isEmpty ? path : document.resolved(parts[0])
      #expect(SourceTree.exists(target), "\(path) links to \(link)")
      guard parts.count > 1, target.hasSuffix(".md"), SourceTree.exists(target) else { continue }
      #expect(try Document(target).anchors.contains(parts[1]), "\(path) links to \(link)")
    }
  }

  @Test("name source files that exist", arguments: naming)
  func fileNames(path: String) throws {
    for name in try Document(path).quoted.flatMap(Self.fileNames) {
      #expect(SourceTree.hasFile(named: name), "\(path) names \(name)")
    }
  }

  @Test("name tests that exist", arguments: naming)
  func testNames(path: String) throws {
    let wanted = try Document(path).quoted.filter { $0.wholeMatch(of: /test_\w+/) != nil }
    for name in wanted {
      let isDefined = Self.pythonTests.contains("def \(name)(")
      #expect(isDefined, "\(path) names \(name)")
    }
  }

  @Test("name folders that exist", arguments: naming)
  func folderNames(path: String) throws {
    for name in try Document(path).quoted
    where name.wholeMatch(of: /(Sources|Tests|packaging|debian|\.github)(\/\w[\w.\/+-]*)?/) != nil {
      #expect(SourceTree.exists(name), "\(path) names \(name)")
    }
  }

  /// The file names in a text of code: of sources and data, but not of what only a build or an operator makes.
  private static func fileNames(in code: String) -> [String] {
    code.matches(
      of: /(?:^|[\s=])([\w.][\w.\/+-]*\.(?:swift|py|c|h|md|bin|txt|conf|nft|catalog|socket|tmpfiles|default))(?=$|\s)/
    )
    .map { String($0.output.1) }.filter { $0 != "pico-tracker.socket" }
  }
}
