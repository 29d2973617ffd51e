// Tests of AnnounceRequest.swift.
import TestKit
import Testing
import TrackerProtocol

@Suite("An announce")
struct AnnounceRequestTests {
  @Test("Shorter than 98 bytes it is none; longer it is read alike", arguments: notableLengths)
  func lengths(length: Int) {
    var bytes = Packet.announce(left: 9, event: 2, wanted: 7, port: 80).bytes
    bytes = Array((bytes + Array(repeating: 0xff, count: 65_536)).prefix(length))
    let announce = AnnounceRequest(bytes)
    #expect((announce != nil) == (length >= 98))
    guard let announce else { return }
    #expect(announce.infoHash == InfoHash(first: 1, second: 2, third: 3))
    #expect(announce.left == 9 && announce.event == .started && announce.wantedPeerCount == 7 && announce.port == 80)
  }

  @Test(
    "Event codes are those of BEP 15 and BEP 21; any other means none",
    arguments: [
      (0, Event.none), (1, .completed), (2, .started), (3, .stopped), (4, .paused), (5, .none), (0xff, .none),
      (0x100, .none), (0x0100_0001, .none), (0x0300_0000, .none), (0xffff_ffff, .none),
    ] as [(UInt32, Event)])
  func events(code: UInt32, event: Event) {
    #expect(Event(code: code) == event)
    #expect(AnnounceRequest(Packet.announce(event: code).bytes)?.event == event)
  }

  @Test(
    "The number wanted is signed",
    arguments: [0, 1, 50, 200, 201, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, .max] as [UInt32])
  func wanted(count: UInt32) {
    let announce = AnnounceRequest(Packet.announce(wanted: count).bytes)
    #expect(announce?.wantedPeerCount == Int32(bitPattern: count))
  }

  @Test(
    "Any amount left and any port is read", arguments: [0, 1, 1 << 63 - 1, 1 << 63, .max] as [UInt64],
    [0, 1, 65_535] as [UInt16])
  func amounts(left: UInt64, port: UInt16) {
    let announce = AnnounceRequest(Packet.announce(left: left, port: port).bytes)
    #expect(announce?.left == left)
    #expect(announce?.port == port)
  }

  @Test("What a client writes is read back")
  func roundTrip() {
    var chance = SeededGenerator(seed: 3)
    for _ in 0..<1_000 {
      let infoHash = InfoHash(
        first: chance.next(), second: chance.next(), third: UInt32(truncatingIfNeeded: chance.next()))
      let left = chance.next()
      let wanted = UInt32(truncatingIfNeeded: chance.next())
      let port = UInt16(truncatingIfNeeded: chance.next())
      let bytes = Packet.announce(infoHash, left: left, wanted: wanted, port: port).bytes
      guard let announce = AnnounceRequest(bytes) else {
        Issue.record("a whole announce was not read")
        return
      }
      #expect(announce.infoHash == infoHash && announce.left == left && announce.port == port)
      #expect(announce.wantedPeerCount == Int32(bitPattern: wanted))
    }
  }

  @Test("Any bytes are read without harm")
  func arbitraryBytes() {
    var chance = SeededGenerator(seed: 98)
    for length in Array(0...2_100) + notableLengths {
      let datagram = chance.optionBytes(length)
      #expect((AnnounceRequest(datagram) != nil) == (length >= 98))
    }
  }
}
