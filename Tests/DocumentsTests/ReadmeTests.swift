// Tests of the README: its length, its order, and the recipe in it that several files repeat.
import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  private let readme: String

  init() throws { readme = try SourceTree.text(of: "README.md") }

  @Test("has no more than 900 words, as wc(1) counts them")
  func length() {
    #expect(readme.split(whereSeparator: \.isWhitespace).count <= 900)
  }

  @Test("has what a user needs, in the order in which it is needed")
  func order() throws {
    let headings = [
      "Two commands", "Install", "First torrent", "Firewall", "Another port", "Upgrade", "Operate", "Read on",
    ]
    let found = try Document("README.md").headings
    var position = found.startIndex
    for heading in headings {
      let next = try #require(
        found[position...].firstIndex { $0.hasPrefix(heading) }, "\(heading) is missing or too early")
      position = next + 1
    }
  }

  @Test("opens as many sockets on another port as the unit has on its own", arguments: ["0.0.0.0", "[::]"])
  func sockets(address: String) throws {
    let unit = try SourceTree.text(of: "packaging/systemd/pico-tracker.socket")
    let example = try SourceTree.text(of: "packaging/examples/port.conf")
    let due = Self.count("ListenDatagram=\(address):1337", in: unit)
    #expect(due > 0)
    #expect(Self.count("ListenDatagram=\(address):6969", in: readme) == due)
    #expect(Self.count("ListenDatagram=\(address):6969", in: example) == due)
  }

  private static func count(_ line: String, in text: String) -> Int {
    text.split(separator: "\n").count { $0.trimmingCharacters(in: .whitespaces) == line }
  }
}
