// Tests of PayloadCursor.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A cursor over a payload")
struct PayloadCursorTests {
  private let record = SnapshotRecord(
    infoHash: .sample(7), completed: 9, ipv4: SnapshotPeers(leechers: 1, seeders: 2),
    ipv6: SnapshotPeers(areInRuns: true))

  private var recordBytes: [UInt8] {
    var bytes = [UInt8](repeating: 0xee, count: SnapshotRecord.length)
    var elements = bytes.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var span = unsafe elements.mutableBytes
    record.write(into: &span, at: 0)
    return bytes
  }

  @Test("reads one thing behind the other up to the last byte")
  func reads() {
    let payload = recordBytes + [0, 0, 1, 2, 0, 3] + Array(repeating: 0xaa, count: 3 * 8) + [0, 0]
    var cursor = PayloadCursor()
    #expect(cursor.record(payload) == record)
    #expect(cursor.number(payload) == 258)
    let run = cursor.countedRun(IPv4Peer.self, payload)
    #expect(run?.offset == 38 && run?.count == 3)
    let nobody = cursor.countedRun(IPv6Peer.self, payload)
    #expect(nobody?.count == 0)
    #expect(cursor.offset == payload.count)
    #expect(cursor.run(IPv6Peer.self, count: 0, payload)?.count == 0)
  }

  @Test("finds nothing where the payload ends a byte too early, and stays there")
  func ends() {
    for length in 0..<SnapshotRecord.length {
      var cursor = PayloadCursor()
      #expect(cursor.record(Array(recordBytes.prefix(length))) == nil)
      #expect(cursor.offset == 0)
    }
    for length in 0..<4 {
      var cursor = PayloadCursor()
      #expect(cursor.number([UInt8](repeating: 0, count: length)) == nil)
      #expect(cursor.offset == 0)
    }
    for count in [1, 2, 64, 255] {
      let (short, long) = (count * 8 - 1, count * 20 - 1)
      var cursor = PayloadCursor()
      #expect(cursor.run(IPv4Peer.self, count: count, [UInt8](repeating: 0, count: short)) == nil)
      #expect(cursor.run(IPv6Peer.self, count: count, [UInt8](repeating: 0, count: long)) == nil)
      #expect(cursor.offset == 0)
    }
  }

  @Test("takes no run of more peers than a block can have")
  func countedRuns() {
    for (count, isFine) in [(255, true), (256, false), (0xffff, false)] {
      let payload = [UInt8(count >> 8), UInt8(count & 0xff)] + Array(repeating: 0, count: count * 8)
      var cursor = PayloadCursor()
      #expect((cursor.countedRun(IPv4Peer.self, payload) != nil) == isFine)
    }
    var cursor = PayloadCursor()
    #expect(cursor.countedRun(IPv4Peer.self, [0]) == nil)
    #expect(cursor.countedRun(IPv4Peer.self, [0, 1, 0, 0]) == nil)
  }
}
