// Tests of scrapes.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A scrape")
struct ResponderScrapeTests {
  /// A tracker on which torrent n has n leechers, n % 3 seeders, and n % 2 completions.
  private func makeTracker(torrents: Int) -> TestTracker {
    let tracker = TestTracker()
    for torrent in 0..<torrents {
      for number in 0..<torrent { tracker.announce(.leecher(torrent, wanted: 0), from: .ipv4(number)) }
      for number in 0..<torrent % 3 { tracker.announce(.seeder(torrent, wanted: 0), from: .ipv6(number)) }
      guard torrent % 2 == 1 else { continue }
      tracker.announce(.completed(torrent), from: .ipv4(0))
      tracker.announce(.leecher(torrent, wanted: 0), from: .ipv4(0))
    }
    return tracker
  }

  private func entry(_ torrent: Int) -> ScrapeEntry {
    ScrapeEntry(seeders: UInt32(torrent % 3), completed: UInt32(torrent % 2), leechers: UInt32(torrent))
  }

  @Test("is answered in the order asked, with one entry for each info hash (S-01)", arguments: [1, 2, 3, 10, 73, 74])
  func order(count: Int) {
    let tracker = makeTracker(torrents: 12)
    var generator = SeededGenerator(seed: UInt64(count))
    let asked = (0..<count).map { _ in Int.random(in: 0..<12, using: &generator) }
    #expect(tracker.scrape(asked.map(RequestBytes.torrent)) == asked.map(entry))
    #expect(tracker.scrape(asked.map(RequestBytes.torrent), from: .ipv6(77)) == asked.map(entry))
  }

  @Test("repeats the numbers of a torrent that is asked for again (S-01)")
  func duplicates() {
    let tracker = makeTracker(torrents: 6)
    #expect(tracker.scrape([5, 5, 1, 5].map(RequestBytes.torrent)) == [5, 5, 1, 5].map(entry))
  }

  @Test("without an info hash is an error (S-02)", arguments: [16, 17, 35])
  func empty(size: Int) {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(1)
    let request = RequestBytes.scrape(id: tracker.connectionID(for: client), [RequestBytes.torrent(1)]).prefix(size)
    let reply = tracker.send(Array(request), from: client)
    #expect(
      reply == .error(transaction: 0x1122_3346, text: "this scrape names no torrent: it needs an info hash of 20 bytes")
    )
  }

  @Test("is answered for whole info hashes only, and for 74 at the most (S-03, S-04)", arguments: DatagramSizes.all)
  func sizes(size: Int) {
    let tracker = makeTracker(torrents: 2)
    let client = Endpoint.ipv4(1)
    let hashes = [[UInt8]](repeating: RequestBytes.torrent(1), count: 3300)
    let request = RequestBytes.scrape(id: tracker.connectionID(for: client), hashes).prefix(size)
    let whole = max(size - 16, 0) / 20
    let reply = tracker.exchange(Array(request), from: client)
    guard whole > 0 else {
      #expect(reply.isEmpty == (size < 16))
      return
    }
    let expected = [ScrapeEntry](repeating: entry(1), count: min(whole, 74))
    #expect(reply.count == 8 + 12 * expected.count)
    #expect(Reply(reply, family: .ipv4) == .scrape(transaction: 0x1122_3346, expected))
  }

  @Test("has zeros for a torrent that is not known, and does not create it (S-06)")
  func unknown() {
    let tracker = makeTracker(torrents: 4)
    let before = tracker.store.totals
    #expect(tracker.scrape([99, 3, 98].map(RequestBytes.torrent)) == [ScrapeEntry(), entry(3), ScrapeEntry()])
    #expect(tracker.store.totals == before)
  }

  @Test("without a proof gets no reply, whatever its length (S-02, S-09)", arguments: DatagramSizes.all)
  func unproven(size: Int) {
    let tracker = TestTracker()
    let hashes = [[UInt8]](repeating: RequestBytes.torrent(1), count: 3300)
    let foreign = tracker.connectionID(for: .ipv4(2))
    for id in [foreign, 0, RequestBytes.magic] {
      #expect(tracker.exchange(Array(RequestBytes.scrape(id: id, hashes).prefix(size)), from: .ipv4(1)).isEmpty)
    }
  }

  @Test("tells all families the sum of all families (S-10)")
  func families() {
    let tracker = TestTracker()
    for number in 0..<3 { tracker.announce(.seeder(), from: .ipv4(number)) }
    for number in 0..<4 { tracker.announce(.seeder(), from: .ipv6(number)) }
    for number in 10..<15 { tracker.announce(.leecher(), from: .ipv6(number)) }
    let sum = [ScrapeEntry(seeders: 7, leechers: 5)]
    #expect(tracker.scrape([RequestBytes.torrent(1)], from: .ipv4(50)) == sum)
    #expect(tracker.scrape([RequestBytes.torrent(1)], from: .ipv6(50)) == sum)
  }

  @Test("leaves everything as it was")
  func readOnly() {
    let tracker = makeTracker(torrents: 8)
    let asked = (0..<8).map(RequestBytes.torrent)
    let first = tracker.scrape(asked)
    for _ in 0..<20 { #expect(tracker.scrape(asked) == first) }
  }
}
