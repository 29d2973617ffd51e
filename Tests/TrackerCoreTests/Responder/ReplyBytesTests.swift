// Tests of replies to the byte, worked out by hand from BEP 15 and BEP 7.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A reply, byte by byte")
struct ReplyBytesTests {
  /// With the shortest interval everybody is told exactly 300 s: 0x12c.
  private let tracker = TestTracker(policy: TrackerPolicy(interval: 300))
  private let echo: [UInt8] = [0x01, 0x02, 0x03, 0x04]

  private func exchange(_ announce: AnnounceBytes, _ client: Endpoint) -> [UInt8] {
    var announce = announce
    announce.transaction = 0x0102_0304
    return tracker.exchange(announce.bytes(id: tracker.connectionID(for: client)), from: client)
  }

  @Test("has the leechers before the seeders, and then the peers, 6 bytes each over IPv4 (A-27, A-33)")
  func ipv4() {
    tracker.announce(.seeder(), from: .ipv4(9))
    #expect(exchange(AnnounceBytes(), .ipv4(0, port: 0x1234)).count == 26)
    let reply = exchange(AnnounceBytes(left: 0, port: 0xfffe), .ipv4(254))
    let counts: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 2]
    // The peer of the second announce is at 10.0.0.1, on the port that it names.
    #expect(reply == [0, 0, 0, 1] + echo + [0, 0, 0x01, 0x2c] + counts + [10, 0, 0, 1, 0x1a, 0xe1])
  }

  @Test("has 18 bytes for each peer over IPv6, and counts those over IPv4 too (A-27, A-33)")
  func ipv6() {
    tracker.announce(.seeder(), from: .ipv4(9))
    tracker.announce(.leecher(), from: .ipv6(0x1_0203_0404, port: 443))
    let reply = exchange(AnnounceBytes(port: 1), .ipv6(7))
    let counts: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 1]
    let peer: [UInt8] = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0x01, 0xbb]
    #expect(reply == [0, 0, 0, 1] + echo + [0, 0, 0x01, 0x2c] + counts + peer)
  }

  @Test("ends behind the counts where nobody is wanted, or the client pauses or leaves (A-12, A-15, A-17)")
  func noPeers() {
    for number in 0..<3 { tracker.announce(.leecher(), from: .ipv4(number)) }
    let head = [0, 0, 0, 1] + echo + [0, 0, 0x01, 0x2c]
    #expect(exchange(AnnounceBytes(wanted: 0), .ipv4(3)) == head + [0, 0, 0, 4, 0, 0, 0, 0])
    #expect(exchange(AnnounceBytes(left: 0, event: 4), .ipv4(3)) == head + [0, 0, 0, 3, 0, 0, 0, 1])
    #expect(exchange(AnnounceBytes(left: 0, event: 3), .ipv4(3)) == head + [0, 0, 0, 3, 0, 0, 0, 0])
  }

  @Test("to a scrape has seeders, completed and leechers of each torrent (S-01, S-06)")
  func scrape() {
    for number in 0..<0x102 { tracker.announce(.leecher(5, wanted: 0), from: .ipv4(number)) }
    for number in 0..<3 { tracker.announce(.completed(5), from: .ipv6(number)) }
    tracker.announce(.seeder(5), from: .ipv6(3))
    let client = Endpoint.ipv4(0x1000)
    let id = tracker.connectionID(for: client)
    let request = RequestBytes.scrape(id: id, transaction: 0x0102_0304, [6, 5].map(RequestBytes.torrent))
    let entries: [UInt8] = [UInt8](repeating: 0, count: 12) + [0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 1, 2]
    #expect(tracker.exchange(request, from: client) == [0, 0, 0, 2] + echo + entries)
  }

  @Test("to a proven mistake has action 3 and the reason in plain words (A-02, A-10, S-02)")
  func errors() {
    let client = Endpoint.ipv6(1)
    let id = tracker.connectionID(for: client)
    let announce = AnnounceBytes(transaction: 0x0102_0304, port: 0).bytes(id: id)
    let requests: [([UInt8], String)] = [
      (announce, "this announce has port 0, at which nobody can be reached"),
      (Array(announce.prefix(97)), "this announce is cut off: it needs 98 bytes"),
      (
        RequestBytes.scrape(id: id, transaction: 0x0102_0304, []),
        "this scrape names no torrent: it needs an info hash of 20 bytes"
      ),
    ]
    for (request, text) in requests {
      #expect(tracker.exchange(request, from: client) == [0, 0, 0, 3] + echo + Array(text.utf8))
    }
  }
}
