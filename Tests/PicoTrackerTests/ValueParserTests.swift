// Tests of ValueParser.swift.
import FoundationEssentials
import TestKit
import Testing

@testable import pico_tracker

@Suite("Reading a value")
struct ValueParserTests {
  private let flag = Origin.flag("-port")
  private let rule = "a UDP port is 1 to 65535"

  /// What comes of a text given as the port.
  private func port(_ text: String) -> Result<Value, Problem> {
    Result { () throws(Problem) in try OptionTable.port.value(of: text, from: flag) }
  }

  @Test(
    "Plain decimal digits are a number, zeros before it or not, spaces around it or not",
    arguments: [
      ("1", 1), ("1337", 1337), ("65535", 65535), ("0001337", 1337), ("0", 0), (" 1", 1), ("1 ", 1), ("1\n", 1),
      ("\t 1337\r", 1337),
    ])
  func numbers(text: String, number: UInt64) {
    #expect(port(text) == .success(.number(number)))
  }

  @Test(
    "Anything but plain decimal digits is not a number",
    arguments: [
      "port", "-1", "+1", " ", "\r", "- 1", "1 2", "\u{A0}1", "0x50", "1_000", "1,000", "80.0", "1e3", "１３３７",
      "1\u{301}", "٣", "1\u{0}",
    ])
  func notNumbers(text: String) {
    #expect(port(text) == .failure(.notANumber(flag, value: text, rule: rule)))
  }

  @Test(
    "A number beyond the limits is out of range, however many digits it has",
    arguments: ["65536", "99999", "18446744073709551615", "18446744073709551616", String(repeating: "9", count: 1000)])
  func outOfRange(text: String) {
    #expect(port(text) == .failure(.outOfRange(flag, value: text, rule: rule)))
  }

  @Test("Nothing is not a number but a missing one")
  func emptyText() {
    #expect(port("") == .failure(.missingValue(flag, rule: rule)))
  }

  @Test(
    "Any text is a text, as it is",
    arguments: ["/", "a b", " /x ", "-x", "日本", "a\nb", String(repeating: "x", count: 9999)])
  func texts(text: String) throws {
    let secret = try #require(OptionTable.option(named: "secret-file"))
    #expect(try secret.value(of: text, from: .flag("-secret-file")) == .text(text))
  }

  @Test("No text is a missing one, and the rule says what it should be")
  func emptyTexts() throws {
    for (name, rule) in [("secret-file", "the path of a file"), ("state-directory", "the path of a directory")] {
      let option = try #require(OptionTable.option(named: name))
      for text in ["", " ", "\r", " \t"] {
        #expect(throws: Problem.missingValue(flag, rule: rule)) { try option.value(of: text, from: flag) }
      }
    }
  }

  /// The ways in which somebody may write a word.
  private static func spellings(_ word: String) -> [String] {
    [word, word.uppercased(), word.capitalized, " \(word)", "\(word) ", "\t\(word)\r\n"]
  }

  @Test(
    "A switch means what it says, as a flag and as a variable, in any case, with spaces around it",
    arguments: [
      ("1", true), ("yes", true), ("y", true), ("on", true), ("true", true), ("0", false), ("no", false), ("n", false),
      ("off", false), ("false", false),
    ])
  func toggles(word: String, isOn: Bool) throws {
    for name in ["debug", "ephemeral"] {
      let option = try #require(OptionTable.option(named: name))
      for text in Self.spellings(word) {
        for origin in [Origin.flag("-\(name)"), .environment(option.variable ?? "")] {
          #expect(try option.value(of: text, from: origin) == .toggle(isOn), "\(text)")
        }
      }
    }
  }

  @Test(
    "Anything else is an error, never a guess",
    arguments: [
      "", " ", "\r", "maybe", "2", "00", "01", "*", "disabled", "enabled", "ye", "o n", "-", "tru", "１", "\u{0}",
    ])
  func notToggles(text: String) throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    for origin in [Origin.flag("-debug"), .environment("DEBUG")] {
      #expect(throws: Problem.notAToggle(origin, value: text)) { try debug.value(of: text, from: origin) }
    }
  }
}
