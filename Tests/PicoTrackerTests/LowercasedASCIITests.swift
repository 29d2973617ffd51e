// Lower case, ASCII only.
import Testing

@testable import pico_tracker

@Suite("ASCII in lower case")
struct LowercasedASCIITests {
  @Test(
    "Letters A to Z change, everything else stays",
    arguments: [("", ""), ("AZaz09", "azaz09"), ("@[`{", "@[`{"), ("İÄ-", "İÄ-"), ("FALSE", "false")])
  func letters(text: String, lower: String) {
    #expect(text.lowercasedASCII() == lower)
  }
}
