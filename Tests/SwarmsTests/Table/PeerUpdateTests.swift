// Tests of PeerUpdate.swift: what an announce makes of a peer's state, case by case (A-20).
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The change that an announce makes")
struct PeerUpdateTests {
  /// What was known of a peer, or nobody.
  struct Known: Sendable, CustomTestStringConvertible {
    var peer: (role: PeerRole, state: PeerState)?
    var testDescription: String

    init(_ role: PeerRole, isCounted: Bool) {
      peer = (role, PeerState(bits: isCounted ? 0x8001 : 1))
      testDescription = "a \(role), \(isCounted ? "counted" : "not counted")"
    }

    private init() { testDescription = "nobody" }

    static let nobody = Known()
    static let all = [
      nobody, Known(.leecher, isCounted: false), Known(.leecher, isCounted: true), Known(.seeder, isCounted: false),
      Known(.seeder, isCounted: true),
    ]
  }

  private static func update(_ status: PeerStatus, isCompletion: Bool) -> PeerUpdate {
    var announce = PeerAnnounce(.sample(1), .sample(1, .ipv4), status, at: Tick(seconds: 8 * 0x8123))
    announce.isCompletion = isCompletion
    return PeerUpdate(announce)
  }

  @Test("has the role that was told, and the tick of the announce without what does not fit", arguments: Known.all)
  func tick(known: Known) {
    for (status, role) in [(.leecher, .leecher), (.seeder, .seeder)] as [(PeerStatus, PeerRole)] {
      for isCompletion in [false, true] {
        let update = Self.update(status, isCompletion: isCompletion)
        #expect(update.role == role)
        #expect(update.state(after: known.peer).state.bits & 0x7fff == 0x0123)
      }
    }
  }

  @Test("counts a completion of a leecher or of nobody that was known, once", arguments: Known.all)
  func completion(known: Known) {
    let update = Self.update(.seeder, isCompletion: true).state(after: known.peer)
    let wasCounted = known.peer?.state.isCounted == true
    #expect(update.isNewlyCompleted == (known.peer?.role != .seeder && !wasCounted))
    #expect(update.state.isCounted == (known.peer?.role != .seeder || wasCounted))
  }

  @Test("counts nothing without the event, or with bytes left, and keeps the mark", arguments: Known.all)
  func noCompletion(known: Known) {
    for update in [
      Self.update(.seeder, isCompletion: false), Self.update(.leecher, isCompletion: false),
      Self.update(.leecher, isCompletion: true),
    ] {
      let (state, isNewlyCompleted) = update.state(after: known.peer)
      #expect(!isNewlyCompleted)
      #expect(state.isCounted == (known.peer?.state.isCounted ?? false))
    }
  }
}
