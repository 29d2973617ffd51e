// A client falls silent, as one does whose host goes to sleep.
import Swarms
import TestKit
import Testing
import TrackerCore

@Suite("Scenario 001: a silent peer")
struct Scenario001PeerExpires {
  @Test(
    "is there for half an hour and gone two minutes later, and its torrent with it",
    arguments: [1, 4], [100, 250, 1000] as [UInt64])
  func lifetime(workers: Int, period: UInt64) {
    let running = RunningTracker(workers: workers, period: period)
    let trial = LifetimeTrial(running, interval: 900)
    #expect(trial.presentAfterTwoIntervals == LifetimeTrial.peers)
    #expect(trial.goneTwoMinutesLater == LifetimeTrial.peers)
    #expect(running.tracker.store.totals == SwarmTotals())
  }

  @Test("leaves those alone that were in the swarm with it")
  func company() {
    let running = RunningTracker()
    for number in 0..<100 { running.tracker.announce(.leecher(), from: .ipv4(number)) }
    running.run(untilSecond: 900)
    for number in 0..<10 { running.tracker.announce(.seeder(), from: .ipv4(number)) }
    running.run(untilSecond: 1920)
    #expect(running.tracker.counts() == ScrapeEntry(seeders: 10))
    #expect(running.tracker.announce(.leecher(), from: .ipv4(200))?.peers.count == 10)
  }
}
