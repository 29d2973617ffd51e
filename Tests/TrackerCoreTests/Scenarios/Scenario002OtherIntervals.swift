// The operator chooses another interval: the shortest, the longest, and some between.
import Testing
import TrackerCore

@Suite("Scenario 002: with another interval")
struct Scenario002OtherIntervals {
  @Test(
    "a silent peer is there for two of them and gone two minutes later",
    arguments: [300, 301, 1337, 10_800] as [UInt32])
  func lifetime(interval: UInt32) {
    let running = RunningTracker(policy: TrackerPolicy(interval: interval))
    let trial = LifetimeTrial(running, interval: UInt64(interval))
    #expect(trial.presentAfterTwoIntervals == LifetimeTrial.peers)
    #expect(trial.goneTwoMinutesLater == LifetimeTrial.peers)
  }
}
