// Tests of the message of each problem.
import Testing

@testable import pico_tracker

@Suite("The words of a problem")
struct ProblemTests {
  private let flag = Origin.flag("-port")
  private let variable = Origin.environment("PICO_TRACKER__PORT")
  private let rule = "a UDP port is 1 to 65535"

  @Test("An unknown option is named, with what was meant if that can be guessed")
  func unknownOption() {
    #expect(
      Problem.unknownOption("-prot", suggestion: "-port").message
        == "unknown option '-prot'; did you mean '-port'? See 'pico-tracker -help'.")
    #expect(Problem.unknownOption("-x", suggestion: nil).message == "unknown option '-x'. See 'pico-tracker -help'.")
  }

  @Test("An argument too many is named, with what was meant if that can be guessed")
  func unexpectedArgument() {
    #expect(
      Problem.unexpectedArgument("6969", suggestion: "-port 6969").message
        == "unexpected argument '6969'; did you mean '-port 6969'? See 'pico-tracker -help'.")
    #expect(
      Problem.unexpectedArgument("x", suggestion: nil).message
        == "unexpected argument 'x'. See 'pico-tracker -help'.")
  }

  @Test("A bad value is shown the way it was given, with what is allowed")
  func badValues() {
    #expect(
      Problem.outOfRange(flag, value: "99999", rule: rule).message
        == "-port 99999 is out of range: a UDP port is 1 to 65535.")
    #expect(
      Problem.outOfRange(variable, value: "99999", rule: rule).message
        == "PICO_TRACKER__PORT=99999 is out of range: a UDP port is 1 to 65535.")
    #expect(
      Problem.notANumber(variable, value: "13 37", rule: rule).message
        == "PICO_TRACKER__PORT='13 37' is not a number in plain digits: a UDP port is 1 to 65535.")
  }

  @Test("A missing and an unwanted value are told apart")
  func presence() {
    #expect(Problem.missingValue(flag, rule: rule).message == "-port needs a value: a UDP port is 1 to 65535.")
    #expect(
      Problem.unwantedValue(.flag("-h"), value: "me").message == "-h takes no value, but was given 'me'.")
    #expect(
      Problem.notAToggle(.flag("-d"), value: "maybe").message
        == "-d='maybe' is neither on nor off: use 1, yes, y, on or true, or 0, no, n, off or false.")
  }

  @Test("A flag beside a reload is named, and why it is not taken")
  func besideReload() {
    #expect(Problem.flagBesideReload("port").message.hasPrefix("-port has no effect beside -reload"))
  }

  @Test("A service is told where its variables are set, and how to find the line; a person at a terminal knows")
  func whereToLook() {
    let problem = Problem.outOfRange(.environment("PICO_TRACKER__INTERVAL"), value: "7", rule: rule)
    #expect(problem.explanation(isService: false) == Explanation(problem.message))
    let text = problem.explanation(isService: true).text
    #expect(text.hasPrefix("PICO_TRACKER__INTERVAL=7 is out of range: ") && text.contains("/etc/default/pico-tracker"))
    #expect(text.contains("sudo grep -rsne 'PICO_TRACKER__INTERVAL' /etc/default/pico-tracker "))
  }

  @Test(
    "Whatever somebody typed, the message is one line of bounded length that nothing can hide in",
    arguments: ["\u{1B}[2J\n\r\t\u{0}", String(repeating: "x", count: 100_000), "\u{202E}\u{85}\u{2028}"])
  func hostileInput(text: String) {
    let problems: [Problem] = [
      .unknownOption(text, suggestion: nil), .unexpectedArgument(text, suggestion: nil),
      .unwantedValue(flag, value: text), .notANumber(variable, value: text, rule: rule),
      .outOfRange(flag, value: text, rule: rule), .notAToggle(flag, value: text),
    ]
    for message in problems.map(\.message) {
      #expect(message.count < 400)
      #expect(message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(!message.unicodeScalars.contains { [0x202E, 0x2028].contains($0.value) })
    }
  }

  @Test("A word with a quote in it gets into no command that is to be typed")
  func quotes() {
    let plain = Problem.unknownOption("-x", suggestion: nil).explanation(isService: true)
    let quoting = Problem.unknownOption("-x'; reboot; '", suggestion: nil).explanation(isService: true)
    #expect(plain.remedies.map(\.label) == ["Find it:"])
    #expect(quoting.remedies.isEmpty && quoting.message.contains("/etc/default/pico-tracker"))
  }

  @Test("The subject is the word or the place that is wrong, without the value and safe to print")
  func subjects() {
    #expect(Problem.unknownOption("-x\u{1B}", suggestion: "-port").subject == "-x\\u{1b}")
    #expect(Problem.unexpectedArgument("a\nb", suggestion: nil).subject == "a\\nb")
    #expect(Problem.missingValue(flag, rule: rule).subject == "-port")
    #expect(Problem.unwantedValue(.flag("--help"), value: "x").subject == "--help")
    #expect(Problem.notANumber(variable, value: "x", rule: rule).subject == "PICO_TRACKER__PORT")
    #expect(Problem.outOfRange(variable, value: "0", rule: rule).subject == "PICO_TRACKER__PORT")
    #expect(Problem.notAToggle(.environment("DEBUG"), value: "x").subject == "DEBUG")
    #expect(Problem.flagBesideReload("port").subject == "-port")
  }
}
