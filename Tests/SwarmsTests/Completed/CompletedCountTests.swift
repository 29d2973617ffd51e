// Tests of CompletedCount.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The completed count of a torrent that nobody is in")
struct CompletedCountTests {
  private let kept = CompletedCount(
    infoHash: InfoHash(first: 0x0102_0304_0506_0708, second: 0x1112_1314_1516_1718, third: 0x2122_2324),
    completed: 0x3132_3334, emptiedAt: Tick(steps: 0x4142_4344))

  @Test("takes 32 bytes in memory")
  func size() { #expect(MemoryLayout<CompletedCount>.stride == 32) }

  @Test("is written in 28 bytes, as documented, and read back")
  func bytes() {
    var bytes = [UInt8](repeating: 0xee, count: CompletedCount.length + 2)
    var offset = 1
    var elements = bytes.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var span = unsafe elements.mutableBytes
    kept.write(into: &span, at: &offset)
    let parts: [ClosedRange<UInt8>] = [1...8, 0x11...0x18, 0x21...0x24, 0x31...0x34, 0x41...0x44]
    #expect(offset == 29 && bytes == [0xee] + parts.joined() + [0xee])
    #expect(CompletedCount(Array(bytes[1...28]).span) == kept)
  }

  @Test(
    "expires 30 days after the swarm emptied, and not before", arguments: [0, 8, 1_000_000, 4_000_000_000] as [UInt32])
  func expiry(emptied: UInt32) {
    let day: UInt32 = 86_400
    let kept = CompletedCount(infoHash: .sample(1), completed: 1, emptiedAt: Tick(seconds: emptied))
    #expect(!kept.isExpired(at: Tick(seconds: emptied)))
    #expect(!kept.isExpired(at: Tick(seconds: emptied + 30 * day - 8)))
    #expect(kept.isExpired(at: Tick(seconds: emptied + 30 * day)))
    #expect(kept.isExpired(at: Tick(seconds: emptied + 300 * day)))
  }

  @Test("is not expired where another worker's clock was ahead, but where it says to be from a far future")
  func future() {
    let kept = CompletedCount(infoHash: .sample(1), completed: 1, emptiedAt: Tick(seconds: 1_000_000))
    #expect(!kept.isExpired(at: Tick(seconds: 1_000_000 - 8)))
    #expect(!kept.isExpired(at: Tick(seconds: 1_000_000 - 7_000)))
    #expect(kept.isExpired(at: Tick(seconds: 1_000_000 - 8_000)))
  }
}
