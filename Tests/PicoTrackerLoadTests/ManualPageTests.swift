// The manual page of the load tool says what the tool does: every option, with its default and its range, and no other.
import ArgumentParser
import Foundation
import Testing

@testable import pico_tracker_load

@Suite("The load tool's manual page")
struct ManualPageTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "packaging/man/pico-tracker-load.1")

  /// The options in the tool's own words, all its commands' together.
  private static func help() -> String {
    let commands: [any ParsableCommand.Type] = LoadTool.configuration.subcommands
    return commands.map { LoadTool.helpMessage(for: $0, columns: 1000) }.joined(separator: "\n")
  }

  /// The names of the options that a text of help explains.
  static let options = Set(help().matches(of: /(?m)^  (?:-\w, )?--([a-z0-9-]+)/).map { String($0.1) }).sorted()

  private func page() throws -> String { try String(contentsOf: Self.file, encoding: .utf8) }

  /// What the page says of an option, in each place where it explains it.
  private func explanations(of option: String) throws -> [String] {
    try page().matches(of: /(?ms)^\.It Fl Fl ([a-z0-9-]+)[^\n]*\n(.*?)(?=^\.It|^\.El)/)
      .filter { String($0.1) == option }.map { String($0.2).replacing("\n", with: " ") }
  }

  @Test("It explains every option", arguments: options)
  func everyOption(option: String) throws {
    if option == "help" {
      #expect(try page().contains(".Fl Fl help"))
    } else {
      #expect(try !explanations(of: option).isEmpty)
    }
  }

  @Test("It explains no option that the tool lacks")
  func noOther() throws {
    #expect(Self.options.count > 20)
    for match in try page().matches(of: /Fl Fl ([a-z0-9-]+)/) { #expect(Self.options.contains(String(match.1))) }
    for match in try page().matches(of: /\\-\\-([a-z0-9\\-]+)/) {
      #expect(Self.options.contains(String(match.1).replacing("\\", with: "")))
    }
  }

  @Test("It says every default")
  func defaults() throws {
    var count = 0
    for line in Self.help().split(separator: "\n") {
      guard let match = line.firstMatch(of: /^  --([a-z0-9-]+) .*\(default: ([^)]+)\)/) else { continue }
      count += 1
      let (option, value) = (String(match.1), String(match.2))
      let said = try explanations(of: option).contains { $0.contains(/[Dd]efault: .*/) && $0.contains(value) }
      #expect(said, "--\(option) has the default \(value)")
    }
    #expect(count > 20)
  }

  @Test(
    "It says every range",
    arguments: [
      ("sockets", LoadLimits.sockets), ("window", LoadLimits.window), ("timeout", LoadLimits.timeoutMilliseconds),
      ("peers", LoadLimits.peers), ("torrents", LoadLimits.torrents), ("seconds", LoadLimits.seconds),
      ("scrape-size", LoadLimits.scrapeSize),
    ])
  func ranges(option: String, range: ClosedRange<Int>) throws {
    #expect(try explanations(of: option).contains { $0.contains("\(range.lowerBound) to \(range.upperBound)") })
  }

  @Test("It names every command", arguments: LoadTool.configuration.subcommands.map { $0._commandName })
  func commands(name: String) throws {
    #expect(try page().contains(".It Cm \(name)\n"))
  }
}
