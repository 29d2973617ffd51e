// The tables against a naive dictionary model.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The tables agree with a naive model")
struct ModelTests {
  @Test(
    "over 100 000 random operations, from small swarms to hashed ones and back",
    arguments: 1...4 as ClosedRange<UInt64>
  )
  func randomOperations(seed: UInt64) {
    var play = RandomPlay(seed: seed)
    for operation in 0..<25_000 {
      if let complaint = play.step() {
        Issue.record("operation \(operation): \(complaint)")
        return
      }
    }
    #expect(play.finish() == nil)
    let (largestHashed, becameSmallAgain) = (play.largestHashed, play.becameSmallAgain)
    #expect(largestHashed >= 2, "the play must reach several hashed swarms at once, or it proves little")
    #expect(becameSmallAgain, "a hashed swarm must have become small again")
  }
}
