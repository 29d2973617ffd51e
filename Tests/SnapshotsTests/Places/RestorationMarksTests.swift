// Tests of RestorationMarks.swift.
import LinuxIO
import Systemd
import TestKit
import Testing

@testable import Snapshots

@Suite("Marks of restorations that have not ended", .timeLimit(.minutes(1)))
struct RestorationMarksTests {
  @Test("are counted in the directory, a byte each, until all has gone well")
  func directory() throws {
    let place = TestDirectory()
    for number in UInt64(1)...3 {
      let directory = try SnapshotDirectory.open(place.path)
      var marks = RestorationMarks.read(directory, storedCount: 0)
      #expect(marks.count == number - 1)
      marks.add()
      #expect(marks.count == number)
      #expect(place.bytes(of: "snapshot.restoring")?.count == Int(number))
    }
    var marks = RestorationMarks.read(try SnapshotDirectory.open(place.path), storedCount: 0)
    marks.clear()
    #expect(marks.count == 0 && place.names.isEmpty)
  }

  @Test("count in the store where there is no directory, so that the next start is passed them")
  func store() async {
    await #expect(processExitsWith: .success) {
      let store = DescriptorStore()
      for number in UInt64(0)...1 {
        var marks = RestorationMarks.read(nil, storedCount: number)
        var threads = ThreadGroup()
        try threads.start(named: "manager") { #expect(store.followUntilBarrier()) }
        marks.add()
        threads.join()
        #expect(store.stored.count == Int(number) + 1)
      }
      #expect(store.stored.allSatisfy { $0.name == SnapshotPlace.markName })
      var marks = RestorationMarks.read(nil, storedCount: 2)
      marks.clear()
      store.follow()
      #expect(store.stored.isEmpty)
    }
  }

  @Test("count wherever there are more")
  func more() throws {
    let place = TestDirectory()
    place.write([0], to: "snapshot.restoring")
    let directory = try SnapshotDirectory.open(place.path)
    for (stored, due) in [(UInt64(0), UInt64(1)), (1, 1), (2, 2)] {
      let count = RestorationMarks.read(directory, storedCount: stored).count
      #expect(count == due)
    }
  }

  @Test("are no obstacle where nobody can keep them")
  func nowhere() {
    var marks = RestorationMarks.read(nil, storedCount: 0)
    marks.add()
    let count = marks.count
    #expect(count == 1)
    marks.clear()
  }
}
