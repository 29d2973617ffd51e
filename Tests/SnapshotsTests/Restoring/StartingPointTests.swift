// Tests of StartingPoint.swift.
import Hashing
import LinuxIO
import Swarms
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("The point at which a tracker starts")
struct StartingPointTests {
  private static func keys(_ start: StartingPoint) -> [UInt8] {
    let moment = SnapshotMoment(tracker: Instant(seconds: 0), boottimeMilliseconds: 0, realtimeMilliseconds: 0)
    return SnapshotHeader(moment: moment, secret: start.secret, digestKey: start.digestKey).keys
  }

  private static func keysOf(_ snapshot: TestSnapshot) -> [UInt8] {
    let moment = SnapshotMoment(tracker: Instant(seconds: 0), boottimeMilliseconds: 0, realtimeMilliseconds: 0)
    return SnapshotHeader(moment: moment, secret: snapshot.secret, digestKey: snapshot.digestKey).keys
  }

  @Test("after nothing is new keys, no two of them alike, and the machine's time")
  func nothing() throws {
    var words: Set<[UInt8]> = []
    for _ in 0..<4 {
      let start = try StartingPoint.after([])
      let keys = Self.keys(start)
      for offset in stride(from: 0, to: keys.count, by: 8) { words.insert(Array(keys[offset..<offset + 8])) }
      #expect(start.candidates.isEmpty)
      #expect(start.clock.now.milliseconds <= TestClock.moment.tracker.milliseconds)
    }
    #expect(words.count == 16)
  }

  @Test("is the keys and the time of the first snapshot, even where only its header is sound")
  func keys() throws {
    let snapshot = TestSnapshot(age: 7000, torrents: 3, damage: { $0[$0.count - 1] ^= 1 })
    let start = try StartingPoint.after(try snapshot.found())
    #expect(Self.keys(start) == Self.keysOf(snapshot))
    #expect(start.clock.now.milliseconds >= snapshot.madeAt + 7000)
    #expect(start.candidates.count == 1)
  }

  @Test("has no snapshots under another key of the tables: they could not be restored")
  func strangers() throws {
    let own = try TestSnapshot(torrents: 1).found()
    let strangers = try TestSnapshot(digestKey: SipKey(8, 9)).found()
    let start = try StartingPoint.after(own + strangers + own)
    #expect(start.candidates.count == 2)
    #expect(start.candidates.allSatisfy { $0 === own[0] })
  }
}
