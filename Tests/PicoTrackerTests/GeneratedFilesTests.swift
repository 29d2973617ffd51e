// The manual page and the completions say what the option table says. Where they do not, PICO_TRACKER_REGENERATE=1 in the
// environment of this test writes them anew.
import Foundation
import Testing

@testable import pico_tracker

@Suite("The files made from the option table")
struct GeneratedFilesTests {
  /// The folder of packaging in the source tree.
  private static let packaging = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "packaging")

  private let isRegenerating = ProcessInfo.processInfo.environment["PICO_TRACKER_REGENERATE"] == "1"

  private func contents(of path: String) throws -> String {
    try String(contentsOf: Self.packaging.appending(path: path), encoding: .utf8)
  }

  /// Compares the file with what it should be, or writes it.
  private func expect(_ path: String, toBe text: String) throws {
    if isRegenerating {
      try text.write(to: Self.packaging.appending(path: path), atomically: true, encoding: .utf8)
    }
    #expect(try contents(of: path) == text, "run: PICO_TRACKER_REGENERATE=1 swift test --filter GeneratedFiles")
  }

  @Test("The manual page has the table's synopsis, options and environment")
  func manualPage() throws {
    try expect("man/pico-tracker.8", toBe: ManualPage.updating(contents(of: "man/pico-tracker.8")))
  }

  @Test("The manual page has a place for every generated part, once", arguments: ManualPage.parts.keys.sorted())
  func generatedParts(name: String) throws {
    let lines = try contents(of: "man/pico-tracker.8").split(separator: "\n")
    #expect(lines.count { $0 == #".\" Generated: \#(name)"# } == 1)
    #expect(lines.count { $0 == #".\" End of generated"# } == ManualPage.parts.count)
  }

  @Test("The manual page lists every exit status, and no other")
  func exitStatuses() throws {
    let page = try contents(of: "man/pico-tracker.8")
    let start = try #require(page.firstRange(of: ".Sh EXIT STATUS\n"))
    let end = try #require(page[start.upperBound...].firstRange(of: ".Sh "))
    let listed = page[start.upperBound..<end.lowerBound].matches(of: /\.It Li (\d+)/).compactMap { Int32($0.1) }
    #expect(listed == (0...255).filter { ExitStatus(rawValue: $0) != nil })
  }

  @Test("The manual page is that of this version")
  func version() throws {
    #expect(try contents(of: "man/pico-tracker.8").contains(".Os \"pico-tracker \(Version.number)\"\n"))
  }

  @Test("The manual page names no option outside the generated parts that the table lacks")
  func knownOptions() throws {
    for match in try contents(of: "man/pico-tracker.8").matches(of: /\.(?:Op |It )?Fl ([a-z-]+)/) {
      #expect(OptionTable.option(named: String(match.1)) != nil, "\(match.1)")
    }
  }

  @Test("Bash completes what the table holds")
  func bash() throws {
    try expect("completions/pico-tracker.bash", toBe: Completions.bash)
  }

  @Test("Zsh completes what the table holds")
  func zsh() throws {
    try expect("completions/_pico-tracker", toBe: Completions.zsh)
  }

  @Test("Fish completes what the table holds")
  func fish() throws {
    try expect("completions/pico-tracker.fish", toBe: Completions.fish)
  }

  @Test("The Debian package's file of variables has the table's, with their defaults")
  func environmentFile() throws {
    try expect("../debian/pico-tracker.default", toBe: EnvironmentFile.text)
  }

  @Test("The Debian package has this version")
  func packageVersion() throws {
    #expect(try contents(of: "../debian/changelog").hasPrefix("pico-tracker (\(Version.number)-"))
  }
}
