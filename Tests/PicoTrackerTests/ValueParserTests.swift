// What is a value, and what is not.
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
    "Plain decimal digits are a number, zeros before it or not",
    arguments: [("1", 1), ("1337", 1337), ("65535", 65535), ("0001337", 1337), ("0", 0)])
  func numbers(text: String, number: UInt64) {
    #expect(port(text) == .success(.number(number)))
  }

  @Test(
    "Anything but plain decimal digits is not a number",
    arguments: [
      "port", "-1", "+1", " 1", "1 ", "1\n", "0x50", "1_000", "1,000", "80.0", "1e3", "１３３７", "1\u{301}", "٣", "1\u{0}",
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
    arguments: ["/", "a b", " ", "-x", "日本", "a\nb", String(repeating: "x", count: 9999)])
  func texts(text: String) throws {
    let secret = try #require(OptionTable.option(named: "secret-file"))
    #expect(try secret.value(of: text, from: .flag("-secret-file")) == .text(text))
  }

  @Test("No text is a missing one, and the rule says what it should be")
  func emptyTexts() throws {
    for (name, rule) in [("secret-file", "the path of a file"), ("state-directory", "the path of a directory")] {
      let option = try #require(OptionTable.option(named: name))
      #expect(throws: Problem.missingValue(flag, rule: rule)) { try option.value(of: "", from: flag) }
    }
  }

  @Test(
    "A flag is switched by true, yes, 1 and by false, no, 0, in any case",
    arguments: [
      ("true", true), ("YES", true), ("1", true), ("True", true), ("false", false), ("No", false), ("0", false),
    ])
  func toggleFlags(text: String, isOn: Bool) throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(try debug.value(of: text, from: .flag("-debug")) == .toggle(isOn))
  }

  @Test("A flag is not switched by other words", arguments: ["", "on", "maybe", "2", " true"])
  func notToggleFlags(text: String) throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(throws: Problem.notAToggle(.flag("-debug"), value: text)) {
      try debug.value(of: text, from: .flag("-debug"))
    }
  }

  @Test(
    "A variable is on whatever it holds, but for 0, false and no",
    arguments: [
      ("1", true), ("true", true), ("*", true), ("2", true), ("0", false), ("false", false), ("FALSE", false),
      ("no", false),
      ("No", false), ("00", true),
    ])
  func toggleVariables(text: String, isOn: Bool) throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(try debug.value(of: text, from: .environment("DEBUG")) == .toggle(isOn))
  }
}
