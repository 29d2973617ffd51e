// Where states are.
import Testing

@testable import TrackerService

@Suite("The place of a state")
struct StateSourceTests {
  @Test("is named in an operator's words")
  func text() {
    #expect(StateSource.file(path: "/state/snapshot").text == "/state/snapshot")
    #expect(StateSource.storedNames.allSatisfy { StateSource.descriptorStore(name: $0).text == "the descriptor store" })
  }

  @Test("tells by which clock to go on: a descriptor is of this run of the machine, a file may not be")
  func boot() {
    #expect(StateSource.descriptorStore(name: StateSource.storedNames[0]).isSameBoot)
    #expect(!StateSource.file(path: "/state/snapshot").isSameBoot)
  }

  @Test("has two names in the store, for the state that is there and the one that takes its place")
  func names() {
    #expect(Set(StateSource.storedNames).count == 2)
    #expect(StateSource.storedNames.allSatisfy { !$0.isEmpty && !$0.contains(":") })
  }
}
