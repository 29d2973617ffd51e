// The names of the project's own journal fields.
import Testing

@testable import Systemd

@Suite("Journal field names")
struct JournalFieldNameTests {
  @Test("may be of capital letters, digits and underscores", arguments: ["A", "INFO_HASH", "IPV6_SHARE", "A__", "Z9"])
  func valid(name: String) {
    #expect(JournalFieldName.isValid(name))
  }

  @Test(
    "may not be what journald drops or keeps to itself",
    arguments: ["", "_PID", "6TH", "info_hash", "Info", "A B", "A=B", "A-B", "Ä", "A\n"])
  func invalid(name: String) {
    #expect(!JournalFieldName.isValid(name))
  }

  @Test("have at most 64 bytes")
  func length() {
    #expect(JournalFieldName.isValid(String(repeating: "A", count: 64)))
    #expect(!JournalFieldName.isValid(String(repeating: "A", count: 65)))
  }

  @Test("trap when the program's text is none")
  func trap() async {
    await #expect(processExitsWith: .failure) { _ = JournalFieldName("_TRUSTED") }
  }

  @Test("do not trap when it is one")
  func noTrap() {
    #expect("\(JournalFieldName("INFO_HASH").text)" == "INFO_HASH")
  }
}
