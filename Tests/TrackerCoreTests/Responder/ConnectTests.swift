// Tests of connects, and of what their ids are good for.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("A connect")
struct ConnectTests {
  @Test("is answered with exactly 16 bytes, however long it is (C-01, C-02)", arguments: DatagramSizes.all)
  func length(size: Int) {
    let tracker = TestTracker()
    let padding = [UInt8](repeating: 0x41, count: max(size - 16, 0))
    let datagram = Array((RequestBytes.connect() + padding).prefix(size))
    for client in [Endpoint.ipv4(1), .ipv6(1)] {
      #expect(tracker.exchange(datagram, from: client).count == (size < 16 ? 0 : 16))
    }
  }

  @Test("brings an id that proves the source")
  func proof() {
    let tracker = TestTracker()
    let client = Endpoint.ipv4(1)
    guard case .connect(let transaction, let id) = tracker.send(RequestBytes.connect(), from: client) else {
      Issue.record("no connect reply")
      return
    }
    #expect(transaction == 0x1122_3344)
    #expect(tracker.exchange(AnnounceBytes().bytes(id: id), from: client).count == 20)
  }

  @Test(
    "with another magic number gets no reply (C-03)",
    arguments: [0, 1, 0x417_2710_1981, 0x1417_2710_1980, 0x8019_1027_1704_0000, .max] as [UInt64])
  func magic(number: UInt64) {
    let tracker = TestTracker()
    #expect(tracker.exchange(RequestBytes.connect(magic: number), from: .ipv4(1)).isEmpty)
    #expect(tracker.lastOutcome == .droppedMagic)
  }

  @Test("is answered every time, as clients behind one address are many (C-04)")
  func many() {
    let tracker = TestTracker()
    let answered = (0..<5000).count { _ in tracker.exchange(RequestBytes.connect(), from: .ipv4(1)).count == 16 }
    #expect(answered == 5000)
  }

  @Test("proves the address, whatever the port (C-05)", arguments: [1, 1024, 6882, 65_535] as [UInt16])
  func otherPort(port: UInt16) {
    let tracker = TestTracker()
    for family in [AddressFamily.ipv4, .ipv6] {
      let id = tracker.connectionID(for: .client(1, family))
      #expect(tracker.exchange(AnnounceBytes().bytes(id: id), from: .client(1, family, port: port)).count >= 20)
      #expect(tracker.exchange(AnnounceBytes().bytes(id: id), from: .client(2, family, port: port)).isEmpty)
      #expect(tracker.lastOutcome == .droppedForeignID)
    }
  }
}
