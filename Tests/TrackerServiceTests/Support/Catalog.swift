// The message catalog that is shipped, and the ids in the sources, both read as text.
import Foundation

/// One explanation of `journalctl -x`.
struct CatalogEntry {
  /// Its name in the sources and the fields it promises, from the comment before it.
  var promise = ""
  var id = ""
  var text = ""

  /// The fields that the text shows.
  var fields: Set<String> { Set(text.matches(of: /@([A-Z0-9_]+)@/).map { String($0.output.1) }) }
}

enum Catalog {
  private static let root = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized

  /// All entries of the catalog.
  static func entries() throws -> [CatalogEntry] {
    let file = root.appending(path: "packaging/systemd/pico-tracker.catalog")
    var entries: [CatalogEntry] = []
    var promise = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") {
        promise = String(line.dropFirst(2))
      } else if line.hasPrefix("-- ") {
        entries.append(CatalogEntry(promise: promise, id: String(line.dropFirst(3))))
      } else if !entries.isEmpty {
        entries[entries.count - 1].text += line + "\n"
      }
    }
    return entries
  }

  /// Every id that stands in the sources of the service.
  static func idsInSources() throws -> [String] {
    let folder = root.appending(path: "Sources/TrackerService")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try paths.filter { $0.hasSuffix(".swift") }.flatMap { path in
      let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      return source.matches(of: /MessageID\("([^"]*)"\)/).map { String($0.output.1) }
    }
  }
}
