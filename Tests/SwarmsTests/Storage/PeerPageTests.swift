// Tests of PeerPage.swift.
import TestKit
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A page of peer memory")
struct PeerPageTests {
  private static let wordCount = SwarmLimits.wordsPerPage

  @Test("A page is handed out word by word until it is full")
  func fillsUp() {
    var page = PeerPage()
    #expect(page.isEmpty)
    let words = (0..<Self.wordCount).map { _ in page.allocate(1) }
    #expect(Set(words.compactMap(\.self)).count == Self.wordCount)
    #expect(page.freeWords == 0)
    #expect(page.allocate(1) == nil)
    page.free(1_711, 1)
    #expect(page.allocate(2) == nil)
    #expect(page.allocate(1) == 1_711)
  }

  @Test("A page goes as one block, and not a word more")
  func whole() {
    var page = PeerPage()
    #expect(page.allocate(Self.wordCount + 1) == nil)
    #expect(page.allocate(Self.wordCount) == 0)
    page.free(0, Self.wordCount)
    #expect(page.isEmpty)
  }

  @Test("Free neighbours join, over the borders of the bitmap's words", arguments: [60, 63, 64, 65, 128, 1_900])
  func joins(middle: Int) {
    var page = PeerPage()
    _ = page.allocate(Self.wordCount)
    page.free(middle - 30, 30)
    page.free(middle + 30, 40)
    #expect(page.allocate(100) == nil)
    page.free(middle, 30)
    #expect(page.allocate(100) == middle - 30)
    #expect(page.freeWords == 0)
  }

  @Test("The place of a page that was given back hands out nothing")
  func vacant() {
    var page = PeerPage.vacant
    #expect(page.freeWords == 0)
    #expect(!page.isEmpty)
    #expect(page.allocate(1) == nil)
  }

  @Test("Blocks never overlap, and are found whenever there is room for them", arguments: 1...4 as ClosedRange<UInt64>)
  func agreesWithNaiveBitmap(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var page = PeerPage()
    var isTaken = Array(repeating: false, count: Self.wordCount)
    var blocks: [Range<Int>] = []
    for _ in 0..<1_500 {
      if !blocks.isEmpty, chance.once(in: 3) {
        let block = blocks.swapRemove(at: chance.below(blocks.count))
        page.free(block.lowerBound, block.count)
        for word in block { isTaken[word] = false }
        continue
      }
      let count = 1 + chance.below(chance.once(in: 3) ? 600 : 40)
      guard let start = page.allocate(count) else {
        #expect(longestFreeRun(in: isTaken) < count)
        continue
      }
      #expect(start >= 0 && start + count <= Self.wordCount)
      #expect(!isTaken[start..<start + count].contains(true))
      for word in start..<start + count { isTaken[word] = true }
      blocks.append(start..<start + count)
    }
    #expect(page.freeWords == isTaken.count { !$0 })
    for block in blocks { page.free(block.lowerBound, block.count) }
    #expect(page.isEmpty)
    #expect(page.allocate(Self.wordCount) == 0)
  }

  private func longestFreeRun(in isTaken: [Bool]) -> Int {
    isTaken.split(separator: true).map(\.count).max() ?? 0
  }

  @Test("Peers and states are found where they were stored, and copied as runs")
  func units() {
    var page = PeerPage()
    _ = page.allocate(10)
    for number in 0..<5 { page.store(IPv4Peer(.sample(number, .ipv4)), at: 4 + 3 * number) }
    page.store(unit: 0x1234, at: 19)
    #expect(page.index(of: IPv4Peer(.sample(3, .ipv4)), at: 4, count: 5) == 3)
    #expect(page.index(of: IPv4Peer(.sample(3, .ipv4)), at: 4, count: 3) == -1)
    #expect(page.index(of: IPv4Peer(.sample(9, .ipv4)), at: 4, count: 5) == -1)
    #expect(page.peer(IPv4Peer.self, at: 7) == IPv4Peer(.sample(1, .ipv4)))
    #expect(page.unit(at: 19) == 0x1234)
    var scratch: [UInt16] = [9, 9]
    page.copy(4..<10, into: &scratch)
    #expect(scratch.count == 6)
    page.copy(from: scratch, to: 22)
    #expect(page.index(of: IPv4Peer(.sample(1, .ipv4)), at: 22, count: 2) == 1)
  }

  @Test("Units are filled from bytes in the order in which runs are copied out again")
  func fills() {
    var page = PeerPage()
    _ = page.allocate(4)
    for offset in 0..<16 { page.store(unit: 0x7777, at: offset) }
    let bytes: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0xff]
    page.fill(5..<8, from: bytes.span)
    let units = (4..<9).map { page.unit(at: $0) }
    #expect(units == [0x7777, 0x0201, 0x0403, 0x0605, 0x7777])
    var copy = [UInt8](repeating: 0, count: 8)
    var elements = copy.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var span = unsafe elements.mutableBytes
    page.copyRun(5..<8, into: &span, at: 1)
    #expect(copy == [0, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0])
    page.fill(5..<5, from: bytes.span)
  }

  @Test("The first expired state of a range is found, and none outside of it")
  func expiredStates() {
    var page = PeerPage()
    _ = page.allocate(4)
    let (now, lifetime) = (Tick(seconds: 10_000), PeerLifetime(interval: 300))
    let (fresh, old) = (Tick(seconds: 9_900), Tick(seconds: 9_000))
    for (offset, tick) in [old, fresh, fresh, old, fresh, old].enumerated() {
      page.store(unit: PeerState(announcedAt: tick, isCounted: offset % 2 == 0).bits, at: 5 + offset)
    }
    #expect(page.firstExpired(in: 5..<11, at: now, after: lifetime) == 5)
    #expect(page.firstExpired(in: 6..<11, at: now, after: lifetime) == 8)
    #expect(page.firstExpired(in: 6..<8, at: now, after: lifetime) == nil)
    #expect(page.firstExpired(in: 9..<9, at: now, after: lifetime) == nil)
  }
}

extension Array {
  /// Removes an element by putting the last one into its place.
  mutating func swapRemove(at index: Int) -> Element {
    swapAt(index, count - 1)
    return removeLast()
  }
}
