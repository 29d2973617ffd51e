// Tests of the page of -help: its contents and its width.
import Testing

@testable import pico_tracker

@Suite("The help page")
struct HelpPageTests {
  private func page(
    _ words: [String] = [], _ variables: [String: String] = [:], headings: HeadingStyle = .plain
  ) -> String {
    HelpPage(Invocation(arguments: words, environment: Variables(variables)), headings: headings).text
  }

  @Test("Every option is there, with its names, its variable and its value now", arguments: OptionTable.all)
  func everyOption(option: Option) {
    let text = page()
    #expect(text.contains("  \(option.synopsis) "))
    #expect(text.contains(option.summary))
    if let variable = option.variable { #expect(text.contains("    \(variable)")) }
    if let standard = option.standardText { #expect(text.contains("now \(standard), the default\n")) }
  }

  @Test("A value says where it came from")
  func origins() {
    let text = page(["--interval", "600"], ["PICO_TRACKER__PORT": "6969", "DEBUG": "yes"])
    #expect(text.contains("now 6969, from PICO_TRACKER__PORT\n"))
    #expect(text.contains("now on, from DEBUG\n"))
    #expect(text.contains("now 600, from --interval\n"))
    #expect(text.contains("now 1800, the default\n"))
  }

  @Test("What does not fit beside a variable goes below it, in its column, and so does what does not fit there")
  func paths() {
    let path = "/" + String(repeating: "x", count: 39)
    let margin = String(repeating: " ", count: 30)
    #expect(
      page([], ["PICO_TRACKER__STATE_DIRECTORY": path]).contains(
        "    PICO_TRACKER__STATE_DIRECTORY\n\(margin)now '\(path)',\n\(margin)from PICO_TRACKER__STATE_DIRECTORY\n"))
    #expect(page(["-snapshot-interval", "1"]).contains("    PICO_TRACKER__SNAPSHOT_INTERVAL\n\(margin)now 1, from"))
    #expect(page(["-secret-file", "/a,b"]).contains("    PICO_TRACKER__SECRET_FILE now '/a,b', from -secret-file\n"))
    #expect(page(["-secret-file", "/\u{1B}[2J"]).contains("now '/\\u{1b}[2J', from"))
  }

  @Test("Examples come before options, and the page ends with a line feed")
  func order() throws {
    let text = page()
    let examples = try #require(text.firstRange(of: "Examples\n"))
    let options = try #require(text.firstRange(of: "Options\n"))
    #expect(examples.lowerBound < options.lowerBound)
    #expect(text.contains("man pico-tracker"))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test("What is wrong is said, and where")
  func problems() {
    let text = page(["-prot"], ["PICO_TRACKER__PORT": "99999"])
    #expect(text.contains("not valid, from PICO_TRACKER__PORT\n"))
    #expect(text.contains("Problems\n"))
    #expect(text.contains("  PICO_TRACKER__PORT=99999 is out of range"))
    #expect(text.contains("  unknown option '-prot'"))
    #expect(!page().contains("Problems") && !page().contains("Warnings"))
    let warned = page([], ["PICO_TRACKER_PORT": "1"])
    #expect(warned.contains("Warnings\n  PICO_TRACKER_PORT is no variable of pico-tracker"))
    #expect(warned.contains("PICO_TRACKER__PORT?\n") && !warned.contains("Problems"))
  }

  @Test("No line is wider than 80 columns or ends in a space, whatever is wrong")
  func width() {
    let long = String(repeating: "x", count: 200)
    let variables = Dictionary(uniqueKeysWithValues: OptionTable.all.compactMap(\.variable).map { ($0, long) })
    for text in [page(), page(["-prot", "-p", long, "-d=\(long)", long], variables)] {
      for line in text.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)")
      }
    }
  }

  @Test("Headings are bold where that was asked for, and nothing else is dressed up")
  func headings() {
    #expect(!page().contains("\u{1B}"))
    let bold = page(headings: .bold)
    #expect(bold.contains("\u{1B}[1mOptions\u{1B}[0m\n"))
    #expect(bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == page())
  }
}
