// Tests of the rules for every log event.
import Testing

@testable import TrackerService

@Suite("Every log event")
struct LogEventTests {
  @Test("is one line without control characters, in its text and in its fields")
  func oneLine() throws {
    for (name, event) in try EveryEvent.named() {
      for text in [event.text] + event.fields.map(\.value) {
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }, "\(name)")
        #expect(!text.isEmpty, "\(name)")
      }
    }
  }

  @Test("names each of its fields once")
  func distinctFields() throws {
    for (name, event) in try EveryEvent.named() {
      #expect(Set(event.fieldNames).count == event.fieldNames.count, "\(name)")
    }
  }

  @Test("keeps its fields in the order they were added")
  func order() throws {
    let event = try #require(try EveryEvent.named().first).event.with("LAST", 7)
    #expect(event.fieldNames.last == "LAST")
    #expect(event.field("LAST") == "7")
  }
}
