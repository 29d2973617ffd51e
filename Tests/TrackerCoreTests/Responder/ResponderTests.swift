// Tests of Responder.swift: the rules for any datagram.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Any datagram")
struct ResponderTests {
  @Test("of less than 16 bytes gets no reply (W-01)", arguments: 0...15)
  func short(length: Int) {
    let tracker = TestTracker()
    #expect(tracker.exchange(Array(RequestBytes.connect().prefix(length)), from: .ipv4(1)).isEmpty)
    #expect(tracker.lastOutcome == .droppedShort)
  }

  @Test(
    "with an action that is no request gets no reply, proven or not (W-02)",
    arguments: [3, 4, 0xff, 0x100, 0x0100_0000, 0x0100_0001, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff] as [UInt32])
  func action(code: UInt32) {
    let tracker = TestTracker()
    let proof = tracker.connectionID(for: .ipv4(1))
    for id in [RequestBytes.magic, proof, 0] {
      for padding in [0, 20, 82, 500] {
        let datagram = RequestBytes.connect(magic: id, action: code) + [UInt8](repeating: 0, count: padding)
        #expect(tracker.exchange(datagram, from: .ipv4(1)).isEmpty)
        #expect(tracker.lastOutcome == .droppedAction)
      }
    }
  }

  @Test("from port 0 gets no reply, as nothing could be sent there (W-05)", arguments: [true, false])
  func portZero(isIPv4: Bool) {
    let tracker = TestTracker()
    let family: AddressFamily = isIPv4 ? .ipv4 : .ipv6
    let id = tracker.connectionID(for: .client(1, family))
    for datagram in [RequestBytes.connect(), AnnounceBytes().bytes(id: id)] {
      #expect(tracker.exchange(datagram, from: .client(1, family, port: 0)).isEmpty)
      #expect(tracker.lastOutcome == .droppedSource)
    }
    #expect(tracker.counts() == ScrapeEntry())
  }

  @Test("from an IPv4 address in its mapped form is IPv4 in everything (W-06)")
  func mapped() throws {
    let tracker = TestTracker()
    let plain = Endpoint.ipv4(1)
    let mapped = Endpoint(address: IPAddress(high: 0, low: 0xffff_0a00_0002), port: 6881)
    tracker.announce(.leecher(), from: .ipv4(5))
    tracker.announce(.leecher(), from: plain)
    let id = tracker.connectionID(for: plain)
    let reply = tracker.exchange(AnnounceBytes().bytes(id: id), from: mapped)
    #expect(reply.count == 20 + 6)
    #expect(tracker.counts() == ScrapeEntry(leechers: 2))
    #expect(tracker.statistics.ipv6Answers == 0)
  }

  @Test(
    "from an address that stands for many, or for none, gets no reply (W-07)",
    arguments: [
      IPAddress(ipv4: 0xe000_0001), IPAddress(ipv4: 0xefff_ffff), IPAddress(ipv4: 0), IPAddress(ipv4: 0xffff_ffff),
      IPAddress(high: 0, low: 0), IPAddress(high: 0xff02 << 48, low: 1), IPAddress(high: 0xff0e << 48, low: 1),
    ])
  func unanswerable(address: IPAddress) {
    let tracker = TestTracker()
    #expect(tracker.exchange(RequestBytes.connect(), from: Endpoint(address: address, port: 6881)).isEmpty)
    #expect(tracker.lastOutcome == .droppedSource)
  }

  @Test(
    "that seems to come from the tracker itself gets no reply (W-07)",
    arguments: [Endpoint.trackerIPv4, .trackerIPv6])
  func ownAddress(own: Endpoint) {
    let tracker = TestTracker()
    #expect(tracker.exchange(RequestBytes.connect(), from: own, at: own).isEmpty)
    #expect(tracker.lastOutcome == .droppedSource)
    // A client on the tracker's host has another port.
    let neighbour = Endpoint(address: own.address, port: own.port + 1)
    #expect(tracker.exchange(RequestBytes.connect(), from: neighbour, at: own).count == 16)
  }

  @Test(
    "is answered with its own transaction id, also in errors (W-09)",
    arguments: [0, 1, 0x8000_0000, 0xffff_ffff] as [UInt32])
  func transaction(number: UInt32) {
    let tracker = TestTracker()
    let client = Endpoint.ipv6(1)
    let id = tracker.connectionID(for: client)
    let announce = AnnounceBytes(transaction: number).bytes(id: id)
    let requests = [
      RequestBytes.connect(transaction: number), announce, Array(announce.prefix(50)),
      AnnounceBytes(transaction: number, port: 0).bytes(id: id),
      RequestBytes.scrape(id: id, transaction: number, [RequestBytes.torrent(1)]),
      RequestBytes.scrape(id: id, transaction: number, []),
    ]
    for request in requests {
      #expect(Array(tracker.exchange(request, from: client)[4..<8]) == RequestBytes.bytes(of: number))
    }
  }
}
