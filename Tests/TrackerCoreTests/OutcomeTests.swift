// Tests of Outcome.swift: the names and words of each outcome.
import Testing
import TrackerCore

@Suite("An outcome")
struct OutcomeTests {
  @Test("is a drop exactly if it is named so", arguments: Outcome.allCases)
  func drop(outcome: Outcome) {
    #expect(outcome.isDrop == "\(outcome)".hasPrefix("dropped"))
  }

  @Test("is explained in a few words of plain ASCII, as error packets need", arguments: Outcome.allCases)
  func explanation(outcome: Outcome) {
    let text = outcome.explanation
    #expect((10...64).contains(text.utf8.count))
    #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }

  @Test("is told apart from all others by its words")
  func distinct() {
    #expect(Set(Outcome.allCases.map(\.explanation)).count == Outcome.allCases.count)
  }
}
