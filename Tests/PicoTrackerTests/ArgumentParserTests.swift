// The ways to write options, and the ways to get them wrong.
import Testing

@testable import pico_tracker

@Suite("Reading the words of a command line")
struct ArgumentParserTests {
  /// What the words say about the port.
  private func port(_ words: String...) -> Setting {
    ArgumentParser(words).setting(of: OptionTable.port)
  }

  private func given(_ number: UInt64, _ flag: String) -> Setting {
    .given(.number(number), .flag(flag))
  }

  @Test("Go's and GNU's ways of writing a value are the same")
  func spellings() {
    #expect(port("-port=6969") == given(6969, "-port"))
    #expect(port("-port", "6969") == given(6969, "-port"))
    #expect(port("--port=6969") == given(6969, "--port"))
    #expect(port("--port", "6969") == given(6969, "--port"))
    #expect(port("-p", "6969") == given(6969, "-p"))
    #expect(port("-p=6969") == given(6969, "-p"))
  }

  @Test(
    "A flag that takes no value can be written long and short, with one dash and two",
    arguments: ["-debug", "--debug", "-d", "--d"])
  func toggles(word: String) throws {
    let parser = ArgumentParser([word])
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(parser.setting(of: debug) == .given(.toggle(true), .flag(word)))
    #expect(parser.problems.isEmpty)
  }

  @Test("Of a flag given twice the last counts")
  func lastWins() {
    #expect(port("-port", "1", "--port=2", "-p", "3") == given(3, "-p"))
  }

  @Test("A flag that was wrong stays a mistake when a right one follows")
  func mistakesStay() {
    let parser = ArgumentParser(["-port", "x", "-port", "3"])
    #expect(parser.problems.count == 1)
  }

  @Test("Without words there is nothing to say and nothing wrong")
  func empty() {
    let parser = ArgumentParser([])
    #expect(parser.settings.isEmpty && parser.requests.isEmpty && parser.problems.isEmpty)
    #expect(parser.setting(of: OptionTable.port) == .standard)
  }

  @Test(
    "A value that is not there is missing, even if another flag follows",
    arguments: [["-port"], ["-port="], ["-port", ""], ["-port", "-debug"], ["-port", "--"], ["--port", "--debug"]])
  func missingValue(words: [String]) throws {
    let problem = try #require(ArgumentParser(words).problems.first)
    guard case .missingValue(.flag, rule: "a UDP port is 1 to 65535") = problem else {
      Issue.record("\(problem)")
      return
    }
  }

  @Test("A text is the next word, or what follows the equals sign, whatever is in it")
  func texts() throws {
    let directory = try #require(OptionTable.option(named: "state-directory"))
    for path in ["/var/lib/x", "a b", "-", "-1", "a=b", "日本"] {
      let value = Value.text(path)
      #expect(
        ArgumentParser(["-state-directory", path]).setting(of: directory) == .given(value, .flag("-state-directory")))
      #expect(
        ArgumentParser(["--state-directory=\(path)"]).setting(of: directory)
          == .given(value, .flag("--state-directory")))
    }
    #expect(ArgumentParser(["-state-directory=-x"]).problems.isEmpty)
  }

  @Test(
    "A text that is not there is missing, even if another flag follows",
    arguments: [["-secret-file"], ["-secret-file="], ["-secret-file", ""], ["-secret-file", "-debug"]])
  func missingText(words: [String]) {
    #expect(ArgumentParser(words).problems == [.missingValue(.flag("-secret-file"), rule: "the path of a file")])
  }

  @Test("A flag after a missing value is still obeyed")
  func flagAfterMissingValue() throws {
    let parser = ArgumentParser(["-port", "-debug"])
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(parser.setting(of: debug) == .given(.toggle(true), .flag("-debug")))
    #expect(parser.problems.count == 1)
  }

  @Test("A word with a minus sign and digits is a bad value, not an option")
  func negativeNumber() {
    #expect(
      ArgumentParser(["-port", "-1"]).problems
        == [.notANumber(.flag("-port"), value: "-1", rule: "a UDP port is 1 to 65535")])
  }

  @Test("What follows the first equals sign is the value, further equals signs and all")
  func equalsSigns() {
    #expect(
      ArgumentParser(["-port=1=2"]).problems
        == [.notANumber(.flag("-port"), value: "1=2", rule: "a UDP port is 1 to 65535")])
  }

  @Test("An unknown option is named without its value, with the option it was meant to be")
  func unknownOption() {
    #expect(ArgumentParser(["-prot=5"]).problems == [.unknownOption("-prot", suggestion: "-port")])
    #expect(ArgumentParser(["--prot=5"]).problems == [.unknownOption("--prot", suggestion: "--port")])
    #expect(ArgumentParser(["-xyzzy"]).problems == [.unknownOption("-xyzzy", suggestion: nil)])
  }

  @Test("The value of an unknown option is no second mistake")
  func valueOfUnknownOption() {
    #expect(ArgumentParser(["-prot", "6969", "-w", "2"]).problems.count == 1)
  }

  @Test("Every mistake on the line is found", arguments: [["-prot", "1", "-w", "0", "-debug=maybe", "word"]])
  func allMistakes(words: [String]) {
    #expect(ArgumentParser(words).problems.count == 4)
  }

  @Test("Words that are no options are mistakes", arguments: ["6969", "start", "-", ""])
  func arguments(word: String) {
    let problems = ArgumentParser([word]).problems
    guard case .unexpectedArgument(word, _)? = problems.first, problems.count == 1 else {
      Issue.record("\(problems)")
      return
    }
  }

  @Test("Two dashes end the options")
  func doubleDash() {
    #expect(ArgumentParser(["--"]).problems.isEmpty)
    #expect(ArgumentParser(["-p", "5", "--"]).problems.isEmpty)
    #expect(ArgumentParser(["--", "-port", "5"]).problems == [.unexpectedArgument("-port", suggestion: nil)])
  }

  @Test(
    "Names are told apart by case and need their one or two dashes", arguments: ["-PORT=5", "---port=5", "-=5", "--=5"])
  func strictNames(word: String) {
    let problems = ArgumentParser([word]).problems
    guard case .unknownOption? = problems.first, problems.count == 1 else {
      Issue.record("\(problems)")
      return
    }
  }

  @Test("Requests are kept in the order asked, and take no value")
  func requests() {
    #expect(ArgumentParser(["-version", "-h"]).requests == [.version, .help])
    #expect(ArgumentParser(["-help=yes"]).problems == [.unwantedValue(.flag("-help"), value: "yes")])
    #expect(ArgumentParser(["-help=yes"]).requests.isEmpty)
  }

  @Test("A switch takes no word after it; who wrote one is shown how to")
  func wordAfterSwitch() throws {
    let parser = ArgumentParser(["-debug", "off", "-p", "5"])
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(parser.setting(of: debug) == .given(.toggle(true), .flag("-debug")))
    #expect(parser.problems == [.unexpectedArgument("off", suggestion: "-debug=off")])
    #expect(parser.setting(of: OptionTable.port) == given(5, "-p"))
  }

  @Test("Words after a word nobody knows belong to it, up to the next flag; a negative number is none")
  func wordsAfterMistake() {
    let parser = ArgumentParser(["-xyzzy", "-1", "a", "b", "-p", "5", "c", "d"])
    #expect(
      parser.problems == [.unknownOption("-xyzzy", suggestion: nil), .unexpectedArgument("c", suggestion: nil)])
    #expect(parser.setting(of: OptionTable.port) == given(5, "-p"))
  }

  @Test("A wrong value after a right one leaves the option without a value")
  func wrongLast() {
    #expect(port("-port", "3", "--port", "x") == .refused(.flag("--port")))
  }
}
