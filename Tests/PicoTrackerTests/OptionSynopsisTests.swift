// Options as a synopsis shows them.
import Testing

@testable import pico_tracker

@Suite("The synopsis of an option")
struct OptionSynopsisTests {
  @Test(
    "Names come with their dashes, a value with its placeholder",
    arguments: [
      ("port", "-port, -p PORT"), ("debug", "-debug, -d"), ("id-max-age", "-id-max-age SECONDS"), ("help", "-help, -h"),
      ("state-directory", "-state-directory PATH"), ("secret-file", "-secret-file FILE"), ("ephemeral", "-ephemeral"),
    ])
  func synopses(name: String, synopsis: String) {
    #expect(OptionTable.option(named: name)?.synopsis == synopsis)
  }

  @Test("The summary of a number ends with its limits, any other stands alone")
  func limits() {
    #expect(OptionTable.port.summaryWithLimits == "the UDP port to serve on, 1 to 65535")
    #expect(OptionTable.option(named: "version")?.summaryWithLimits == "print the version and exit")
  }
}
