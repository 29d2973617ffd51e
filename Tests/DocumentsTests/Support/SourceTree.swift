// The files of this source tree, read as text.
import Foundation

/// The working copy that the tests were built from.
enum SourceTree {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// Folders at the top of the tree that hold what people wrote; a build leaves its own elsewhere.
  private static let folders = [".ci", ".github", "Sources", "Tests", "debian", "packaging"]

  /// The paths of all files, from the root of the tree.
  static let files: [String] = {
    let top = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let within = folders.flatMap { folder in
      ((try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
        .map { "\(folder)/\($0)" }
    }
    return (top + within).filter { isFile($0) && !$0.contains("__pycache__") }.sorted()
  }()

  /// The documents: all Markdown files.
  static let documents = files.filter { $0.hasSuffix(".md") }

  /// The contents of a file.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Whether there is such a file or folder.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// Whether a file has this path, or one that ends with it: `Worker.swift`, `Support/wire.py`.
  static func hasFile(named name: String) -> Bool {
    files.contains { $0 == name || $0.hasSuffix("/\(name)") }
  }

  private static func isFile(_ path: String) -> Bool {
    let values = try? root.appending(path: path).resourceValues(forKeys: [.isRegularFileKey])
    return values?.isRegularFile ?? false
  }
}
