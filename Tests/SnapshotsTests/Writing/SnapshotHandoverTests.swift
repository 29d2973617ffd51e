// Tests of SnapshotHandover.swift.
import Testing

@testable import Snapshots

@Suite("Handing a snapshot over to the workers")
struct SnapshotHandoverTests {
  @Test("has nothing to write until a snapshot begins, and nothing after its end")
  func life() throws {
    let handover = SnapshotHandover()
    let before = handover.number
    #expect(handover.current == nil)
    let assembly = try SnapshotAssembly(writers: 1, milliseconds: 0)
    handover.begin(assembly)
    #expect(handover.number != before && handover.current === assembly)
    let during = handover.number
    handover.end()
    #expect(handover.number == during && handover.current == nil, "no worker looks again for an end")
  }

  @Test("has another number with each snapshot, so that a worker that missed one begins with the next")
  func numbers() throws {
    let handover = SnapshotHandover()
    var numbers: Set<UInt32> = [handover.number]
    for _ in 0..<5 {
      handover.begin(try SnapshotAssembly(writers: 1, milliseconds: 0))
      numbers.insert(handover.number)
    }
    #expect(numbers.count == 6)
  }
}
