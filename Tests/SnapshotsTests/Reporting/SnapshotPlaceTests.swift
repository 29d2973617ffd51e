// Tests of SnapshotPlace.swift.
import Testing

@testable import Snapshots

@Suite("The place of a snapshot")
struct SnapshotPlaceTests {
  @Test("is named in an operator's words")
  func text() {
    #expect(SnapshotPlace.file(path: "/state/snapshot").text == "/state/snapshot")
    #expect(
      SnapshotPlace.storedNames.allSatisfy { SnapshotPlace.descriptorStore(name: $0).text == "the descriptor store" })
  }

  @Test("tells by which clock to go on: a descriptor is of this run of the machine, a file may not be")
  func boot() {
    #expect(SnapshotPlace.descriptorStore(name: SnapshotPlace.storedNames[0]).isSameBoot)
    #expect(!SnapshotPlace.file(path: "/state/snapshot").isSameBoot)
  }

  @Test("has two names in the store, for the snapshot that is there and the one that takes its place")
  func names() {
    #expect(Set(SnapshotPlace.storedNames).count == 2)
    #expect(SnapshotPlace.storedNames.allSatisfy { !$0.isEmpty && !$0.contains(":") })
  }

  @Test("is told from a socket by its name, also those of another version and the marks")
  func ours() {
    #expect((SnapshotPlace.storedNames + [SnapshotPlace.markName, "state-z"]).allSatisfy(SnapshotPlace.isStoredName))
    #expect(!["tracker", "state", "unknown", ""].contains(where: SnapshotPlace.isStoredName))
  }
}
