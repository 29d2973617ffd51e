// The packets of Tests/Vectors, which the tests in other languages read as well.
import Foundation
import Testing

/// Reads `name = hexadecimal bytes` lines; the format is told in the folder's README.md.
struct Vectors {
  /// What stands in for `{id}`.
  static let id: [UInt8] = [0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f, 0x60, 0x71]

  private var packets: [String: [UInt8]] = [:]

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Vectors")
    let text = try String(contentsOf: folder.appending(path: "wire.txt"), encoding: .utf8)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") && line.contains("=") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      packets[parts[0].trimmingCharacters(in: .whitespaces)] = try Self.bytes(parts[1])
    }
  }

  private static func bytes(_ text: Substring) throws -> [UInt8] {
    let id = Self.id.map { String(format: "%02x", $0) }.joined()
    let digits = Array(text.replacingOccurrences(of: "{id}", with: id).filter { !$0.isWhitespace })
    return try stride(from: 0, to: digits.count, by: 2).map { index in
      try #require(UInt8(String(digits[index..<min(index + 2, digits.count)]), radix: 16))
    }
  }

  /// The bytes of a vector, which must be there.
  subscript(name: String) -> [UInt8] {
    get throws { try #require(packets[name], "no vector has the name \(name)") }
  }

  /// The names that begin with `prefix` and end with `suffix`.
  func names(_ prefix: String, _ suffix: String) -> [String] {
    packets.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }.sorted()
  }
}
