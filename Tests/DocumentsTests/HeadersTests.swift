// The first lines of files: plain statements of what is in them.
import Foundation
import Testing

@Suite("The first line of a file")
struct HeadersTests {
  private static let files = SourceTree.files.filter { path in
    path.hasSuffix(".swift") || path.hasSuffix(".py") || path.hasSuffix(".c")
      || path.hasSuffix(".h")
  }

  @Test("states what the file is, and does not ask")
  func statements() throws {
    for path in Self.files {
      let first = try SourceTree.text(of: path).prefix { $0 != "\n" }
      let isRiddle =
        first.firstMatch(
          of: /^(?:\/\/|""")\s*(?:What|Whatever|Whether|Who|Whom|How|Where|Why|When|Which)\b/)
        != nil
      #expect(!isRiddle, "\(path) opens with: \(first)")
    }
  }

  @Test("is there in all sources")
  func presence() throws {
    for path in Self.files where path.hasPrefix("Sources/") {
      let text = try SourceTree.text(of: path)
      #expect(text.hasPrefix("// "), "\(path) opens without a word")
    }
  }
}
