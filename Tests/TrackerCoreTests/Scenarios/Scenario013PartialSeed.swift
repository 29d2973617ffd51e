// A client has all that it wants of a torrent, and not the whole of it.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 013: a partial seed")
struct Scenario013PartialSeed {
  private let paused = AnnounceBytes(event: 4, wanted: 200)

  @Test("stays for hours, heard of by others, and is told of nobody", arguments: [AddressFamily.ipv4, .ipv6])
  func hours(family: AddressFamily) {
    let running = RunningTracker()
    let tracker = running.tracker
    let (client, seeder) = (Endpoint.client(1, family), Endpoint.client(2, family))
    for quarter in 0..<24 as Range<UInt64> {
      running.run(untilSecond: quarter * 900)
      let reply = tracker.announce(paused, from: client)
      #expect(reply?.peers == [] && reply?.leechers == 1 && reply?.seeders == (quarter == 0 ? 0 : 1))
      #expect(tracker.announce(.seeder(), from: seeder)?.peers == [client])
    }
  }

  @Test("is gone when it falls silent, as everybody is")
  func silent() {
    let running = RunningTracker()
    running.tracker.announce(paused, from: .ipv4(1))
    running.run(untilSecond: 1800)
    #expect(running.tracker.counts() == ScrapeEntry(leechers: 1))
    running.run(untilSecond: 1920)
    #expect(running.tracker.counts() == ScrapeEntry())
  }

  @Test("is told of others once it wants the rest, and its completion counts (A-20)")
  func goesOn() {
    let tracker = TestTracker()
    for number in 2..<5 { tracker.announce(.seeder(), from: .ipv4(number)) }
    tracker.announce(paused, from: .ipv4(1))
    #expect(tracker.announce(.leecher(), from: .ipv4(1))?.peers.count == 3)
    tracker.announce(.completed(), from: .ipv4(1))
    #expect(tracker.counts() == ScrapeEntry(seeders: 4, completed: 1))
    // Paused with nothing left is a seeder like any other, and hears of nobody either.
    tracker.announce(.leecher(), from: .ipv4(9))
    #expect(tracker.announce(AnnounceBytes(left: 0, event: 4), from: .ipv4(1))?.peers == [])
    #expect(tracker.counts() == ScrapeEntry(seeders: 4, completed: 1, leechers: 1))
  }
}
