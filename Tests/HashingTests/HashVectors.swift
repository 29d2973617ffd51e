// The published hashes in Tests/Vectors, read as data.
import Foundation

/// One line of a file of vectors: its words, which mean what the file's first lines say.
struct HashVector: Sendable, CustomStringConvertible {
  let words: [String]

  var description: String { words.joined(separator: " ") }

  /// A word that is a number in hexadecimal.
  subscript(index: Int) -> UInt64 { UInt64(words[index], radix: 16) ?? 0 }

  /// All vectors of a file.
  static func read(_ name: String) -> [HashVector] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../Vectors")
    let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return (text ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { HashVector(words: $0.split(separator: " ").map(String.init)) }
  }
}
