// Tests of the message catalog: it explains each message in the sources, and no other.
import Testing

@testable import TrackerService

@Suite("The message catalog")
struct CatalogTests {
  @Test("explains each id in the sources once, and no other")
  func ids() throws {
    let explained = try Catalog.entries().map(\.id).sorted()
    let used = try Catalog.idsInSources().sorted()
    #expect(used.count >= 15)
    #expect(Set(used).count == used.count, "two messages have one id")
    #expect(explained == used)
  }

  @Test("shows only fields that its message has, and promises no others")
  func fields() throws {
    let entries = try Catalog.entries()
    for (name, event) in try EveryEvent.named() {
      let entry = try #require(entries.first { $0.id == "\(event.id)" }, "\(name) is not in the catalog")
      #expect(entry.fields.subtracting(event.fieldNames).isEmpty, "\(name) lacks what its explanation shows")
      let promised = entry.promise.split { !($0.isUppercase || $0.isNumber || $0 == "_") }.map(String.init)
        .filter { $0.count > 1 }
      #expect(Set(promised) == Set(event.fieldNames), "\(name) promises other fields")
      #expect(entry.promise.hasPrefix("\(name):"))
    }
  }

  @Test("opens each entry with a subject and who defined it")
  func headers() throws {
    for entry in try Catalog.entries() {
      #expect(entry.text.hasPrefix("Subject: "))
      #expect(entry.text.contains("\nDefined-By: pico-tracker\n"))
      #expect(entry.text.contains("\nDocumentation: man:pico-tracker(8)"))
    }
  }

  @Test("sends nobody to look for a field's value that no message has")
  func queries() throws {
    let ids = Set(try Catalog.idsInSources())
    for entry in try Catalog.entries() {
      #expect(!entry.text.contains("REASON="), "a reason is a whole sentence")
      for query in entry.text.matches(of: /MESSAGE_ID=([0-9a-f]+)/) { #expect(ids.contains(String(query.output.1))) }
    }
  }
}
