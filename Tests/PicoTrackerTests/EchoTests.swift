// Tests of Echo.swift: other people's text, made safe to show.
import Testing

@testable import pico_tracker

@Suite("Echoing input")
struct EchoTests {
  @Test("Plain text is shown as it is", arguments: ["", "-port", "übermäßig", "日本", "it's"])
  func plain(text: String) {
    #expect(printable(text) == text)
  }

  @Test(
    "What cannot be seen is written out",
    arguments: [
      ("a\nb", "a\\nb"), ("\r\t", "\\r\\t"), ("\u{1B}[31m", "\\u{1b}[31m"), ("\u{7F}", "\\u{7f}"),
      ("\u{9B}", "\\u{9b}"),
      ("\u{202E}", "\\u{202e}"), ("\u{200B}", "\\u{200b}"), ("\u{FEFF}", "\\u{feff}"), ("\r\n", "\\r\\n"),
    ])
  func invisible(text: String, shown: String) {
    #expect(printable(text) == shown)
  }

  @Test("A backslash is doubled, so that what is written out cannot be faked")
  func backslash() {
    #expect(printable("\\n") == "\\\\n")
  }

  @Test("Long text is cut after 40 characters, and shows that it was")
  func longText() {
    #expect(printable(String(repeating: "x", count: 40)) == String(repeating: "x", count: 40))
    #expect(printable(String(repeating: "x", count: 41)) == String(repeating: "x", count: 40) + "...")
  }

  @Test("Who needs more of a text, or less, says so")
  func limits() {
    #expect(printable("abcdef", upTo: 3) == "abc...")
    #expect(printable(String(repeating: "x", count: 99), upTo: 99) == String(repeating: "x", count: 99))
  }

  @Test("Quotes go around")
  func quotes() {
    #expect(quoted("a\n") == "'a\\n'")
  }
}
