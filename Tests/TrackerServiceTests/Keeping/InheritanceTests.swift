// What a tracker begins with.
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("An inheritance")
struct InheritanceTests {
  private static func keys(_ inheritance: Inheritance) -> [UInt8] {
    let moment = StateMoment(tracker: Instant(seconds: 0), monotonicMilliseconds: 0, realtimeMilliseconds: 0)
    return StateHeader(moment: moment, secret: inheritance.secret, digestKey: inheritance.digestKey).keys
  }

  private static func keysOf(_ state: TestState) -> [UInt8] {
    let moment = StateMoment(tracker: Instant(seconds: 0), monotonicMilliseconds: 0, realtimeMilliseconds: 0)
    return StateHeader(moment: moment, secret: state.secret, digestKey: state.digestKey).keys
  }

  @Test("of nothing is new keys, no two of them alike, and the machine's time")
  func nothing() throws {
    var words: Set<[UInt8]> = []
    for _ in 0..<4 {
      let inheritance = try Inheritance(of: [])
      let keys = Self.keys(inheritance)
      for start in stride(from: 0, to: keys.count, by: 8) { words.insert(Array(keys[start..<start + 8])) }
      #expect(inheritance.states.isEmpty)
      #expect(inheritance.clock.now.milliseconds <= MonotonicClock.nanoseconds / 1_000_000)
    }
    #expect(words.count == 16)
  }

  @Test("is the keys and the time of the first state, even where only its header is sound")
  func keys() throws {
    let uptime = MonotonicClock.coarseNanoseconds / 1_000_000
    let state = TestState(uptime: 0, torrents: 3, damage: { $0[$0.count - 1] ^= 1 })
    let inheritance = try Inheritance(of: try state.earlier())
    #expect(Self.keys(inheritance) == Self.keysOf(state))
    #expect(inheritance.clock.now.milliseconds >= state.madeAt + uptime)
    #expect(inheritance.states.count == 1)
  }

  @Test("has no states under another key of the tables: they could not be restored")
  func strangers() throws {
    let own = try TestState(torrents: 1).earlier()
    let strangers = try TestState(digestKey: SipKey(8, 9)).earlier()
    let inheritance = try Inheritance(of: own + strangers + own)
    #expect(inheritance.states.count == 2)
    #expect(inheritance.states.allSatisfy { $0 === own[0] })
  }
}
