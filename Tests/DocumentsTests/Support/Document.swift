// A Markdown document, taken apart as far as the tests need it.
import Foundation

/// One document of the source tree.
struct Document {
  let path: String
  let text: String

  init(_ path: String) throws {
    self.path = path
    text = try SourceTree.text(of: path)
  }

  /// The document without its blocks of code, in which nothing is a link or a heading.
  private var prose: String {
    var isCode = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && !line.hasPrefix("    ")
    }
    return lines.joined(separator: "\n")
  }

  /// The targets of the links within the tree: not of those to other hosts.
  var relativeLinks: [String] {
    prose.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }.filter { !$0.contains("://") }
  }

  /// What stands in backquotes.
  var quoted: [String] { prose.matches(of: /`([^`\n]+)`/).map { String($0.output.1) } }

  /// The headings of all levels.
  var headings: [String] { prose.matches(of: /(?m)^#+ +(.+)$/).map { String($0.output.1) } }

  /// The names by which a link finds the headings: as forges make them.
  var anchors: Set<String> {
    Set(
      headings.map { heading in
        heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }.replacing(" ", with: "-")
      })
  }

  /// Where a link leads, from the root of the tree.
  func resolved(_ link: String) -> String {
    URL(filePath: "/\(path)").deletingLastPathComponent().appending(path: link).standardized.path.trimmingPrefix("/")
      .description
  }
}
