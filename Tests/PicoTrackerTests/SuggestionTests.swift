// Tests of Suggestion.swift: near options are suggested, far ones are not.
import Testing

@testable import pico_tracker

@Suite("Did you mean")
struct SuggestionTests {
  @Test(
    "A typing error is recognised, and the dashes are kept",
    arguments: [
      ("-prot", "-port"), ("--prot", "--port"), ("-prt", "-port"), ("-ports", "-port"), ("-Port", "-port"),
      ("-dbug", "-debug"), ("--verison", "--version"), ("-worker", "-workers"), ("-intreval", "-interval"),
      ("-id_max_age", "-id-max-age"), ("-idmaxage", "-id-max-age"), ("---port", "--port"), ("-hlep", "-help"),
      ("-ephemral", "-ephemeral"), ("-statedirectory", "-state-directory"), ("--secret_file", "--secret-file"),
    ])
  func typingErrors(word: String, flag: String) {
    #expect(Suggestion.flag(for: word) == flag)
  }

  @Test(
    "The beginning of a name is enough",
    arguments: [("-int", "-interval"), ("-id", "-id-max-age"), ("--ver", "--version")])
  func abbreviations(word: String, flag: String) {
    #expect(Suggestion.flag(for: word) == flag)
  }

  @Test("A short option and its number in one word are taken apart")
  func shortFlag() {
    #expect(Suggestion.flag(for: "-p6969") == "-p 6969")
    #expect(Suggestion.flag(for: "-w99") == nil)
  }

  @Test(
    "What is far from every option is left alone",
    arguments: [
      "-x", "-xyzzy", "--listen", "-", "--", "-tcp", "-pony", "-" + String(repeating: "port", count: 100_000),
    ])
  func farWords(word: String) {
    #expect(Suggestion.flag(for: word) == nil)
  }

  @Test(
    "A word without a dash is recognised when it is a port, or the name of an option",
    arguments: [
      ("6969", "-port 6969"), ("port", "-port"), ("port=6969", "-port"), ("–port", "-port"), ("—debug", "-debug"),
    ])
  func arguments(word: String, flag: String) {
    #expect(Suggestion.flag(forArgument: word, after: nil) == flag)
  }

  @Test(
    "A word without a dash that could be anything is left alone", arguments: ["", "start", "99999", "prot", "-", "p"])
  func farArguments(word: String) {
    #expect(Suggestion.flag(forArgument: word, after: nil) == nil)
  }

  @Test("A value apart from the flag it switches is joined to it")
  func toggleValue() throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(Suggestion.flag(forArgument: "false", after: debug) == "-debug=false")
    #expect(Suggestion.flag(forArgument: "1", after: debug) == "-debug=1")
    #expect(Suggestion.flag(forArgument: "6969", after: debug) == "-port 6969")
    #expect(Suggestion.flag(forArgument: "5", after: OptionTable.port) == "-port 5")
  }

  @Test("repeats no white space, which a terminal would follow, of a word that is taken for a value")
  func whiteSpace() {
    let debug = OptionTable.option(named: "debug")
    #expect(Suggestion.flag(forArgument: "\t\r\n6969 ", after: nil) == "-port 6969")
    #expect(Suggestion.flag(forArgument: "\u{b}off\n", after: debug) == "-debug=off")
    let invocation = Invocation(arguments: ["-p\t\n6969"], environment: Variables(assignments: []))
    #expect(
      invocation.problems.map(\.message) == [
        "unknown option '-p\\t\\n6969'; did you mean '-p 6969'? See 'pico-tracker -help'."
      ])
  }

  @Test(
    "The distance counts letters inserted, removed, replaced and swapped",
    arguments: [
      ("", "", 0), ("port", "port", 0), ("", "abc", 3), ("abc", "", 3), ("prot", "port", 1), ("prt", "port", 1),
      ("poort", "port", 1), ("pont", "port", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
  func distances(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }

  @Test("Words of 32 letters are compared, longer ones are no typing errors")
  func longestCompared() {
    let longest = String(repeating: "x", count: 32)
    #expect(editDistance(longest, "") == 32)
    #expect(editDistance(longest, longest) == 0)
    #expect(editDistance(longest + "x", longest + "x") == .max)
    #expect(editDistance("", longest + "x") == .max)
  }
}
