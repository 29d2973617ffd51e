// Tests of how the responder uses the tables it is lent.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The store of swarms")
struct SwarmStoreTests {
  private func loans(_ tracker: TestTracker) -> Int { tracker.store.loans.reduce(0, +) }

  @Test("lends one table once for an announce, always the same for a torrent")
  func announce() {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(1)
    for torrent in 0..<100 {
      tracker.store.forgetLoans()
      tracker.announce(.leecher(torrent), from: client)
      let used = tracker.store.loans
      #expect(loans(tracker) == 1)
      tracker.announce(.seeder(torrent), from: .ipv6(9))
      #expect(tracker.store.loans == used.map { 2 * $0 })
    }
  }

  @Test("has torrents in all of its tables")
  func spread() {
    let tracker = TestTracker()
    for torrent in 0..<2000 { tracker.announce(.leecher(torrent), from: .ipv4(1)) }
    #expect(tracker.store.loans.allSatisfy { (5...70).contains($0) })
  }

  @Test("lends one table for each info hash of a scrape")
  func scrape() {
    let tracker = TestTracker()
    #expect(tracker.scrape((0..<74).map(RequestBytes.torrent))?.count == 74)
    #expect(loans(tracker) == 74)
  }

  @Test("is not touched by connects and by what is not proven")
  func unproven() {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(1)
    let foreign = tracker.connectionID(for: .ipv4(2))
    _ = tracker.send(AnnounceBytes().bytes(id: foreign), from: client)
    _ = tracker.send(RequestBytes.scrape(id: foreign, [RequestBytes.torrent(1)]), from: client)
    _ = tracker.send(AnnounceBytes(port: 0).bytes(id: tracker.connectionID(for: client)), from: client)
    #expect(loans(tracker) == 0)
  }
}
