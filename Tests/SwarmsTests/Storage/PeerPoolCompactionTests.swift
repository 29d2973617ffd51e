// Tests of PeerPool.swift: when pages are emptied, which, and what becomes of them.
import Testing

@testable import Swarms

/// Three full pages of 2040 words: two of them in two blocks each, the last in three.
private struct PagesHarness: ~Copyable {
  var pool = PeerPool()
  /// Blocks of 1326 words in the first two pages.
  private(set) var large: [UInt32] = []
  /// Blocks of 714 words beside them.
  private(set) var rest: [UInt32] = []
  /// A single word in the last page.
  private(set) var word: UInt32 = 0

  init() {
    for _ in 0..<2 {
      large.append(pool.allocate(words: 1326))
      rest.append(pool.allocate(words: 714))
    }
    rest.append(pool.allocate(words: 2039))
    word = pool.allocate(words: 1)
    let held = pool.heldWords
    #expect(held == 3 * 2040 && pool.usedWords == held)
  }

  /// Frees 1326 words in each of the first two pages: 2652 of 6120.
  mutating func freeLarge() {
    for address in large { pool.free(address, words: 1326) }
  }

  /// Whether the block at an address is to be moved.
  mutating func isEvacuating(_ address: UInt32) -> Bool {
    var block = PeerBlock()
    block.address = address
    return pool.isEvacuating(block)
  }
}

@Suite("Pages of peer memory that are emptied")
struct PeerPoolCompactionTests {
  @Test("are none as long as a tenth and a page may be free, to the word")
  func threshold() {
    var harness = PagesHarness()
    // 612 words are a tenth, 2040 a page: 2652 in all.
    harness.freeLarge()
    harness.pool.beginCompaction()
    let before = [harness.isEvacuating(harness.rest[0]), harness.isEvacuating(harness.rest[1])]
    #expect(before == [false, false])
    harness.pool.free(harness.word, words: 1)
    harness.pool.beginCompaction()
    let after = [harness.isEvacuating(harness.rest[0]), harness.isEvacuating(harness.rest[1])]
    #expect(after == [true, true])
  }

  @Test("are those that have more free than the average")
  func average() {
    var harness = PagesHarness()
    harness.freeLarge()
    harness.pool.free(harness.word, words: 1)
    harness.pool.beginCompaction()
    // 884 words are free on average; the last page has one.
    let isLastEvacuating = harness.isEvacuating(harness.rest[2])
    #expect(!isLastEvacuating)
  }

  @Test("take no new blocks, and are given back once the last block has left")
  func leaving() {
    var harness = PagesHarness()
    harness.freeLarge()
    harness.pool.free(harness.word, words: 1)
    harness.pool.beginCompaction()
    let moved = [harness.pool.allocate(words: 714), harness.pool.allocate(words: 714)]
    #expect(moved.allSatisfy { $0 >> SwarmLimits.pageBits == 3 }, "a page of their own")
    for address in harness.rest.prefix(2) { harness.pool.free(address, words: 714) }
    #expect(harness.pool.heldWords == 2 * 2040)
    #expect(harness.pool.usedWords == 2039 + 2 * 714)
    // The numbers of the pages that were given back are used again.
    let next = harness.pool.allocate(words: 2040)
    #expect(next >> SwarmLimits.pageBits < 2)
  }

  @Test("are used again if the next round finds it not worth it")
  func secondThoughts() {
    var harness = PagesHarness()
    harness.freeLarge()
    harness.pool.free(harness.word, words: 1)
    harness.pool.beginCompaction()
    // Two more pages, full ones: 2653 words of 10 200 are free, and 3060 may be.
    for _ in 0..<2 { _ = harness.pool.allocate(words: 2040) }
    harness.pool.beginCompaction()
    let isEvacuating = harness.isEvacuating(harness.rest[0])
    #expect(!isEvacuating)
    let again = harness.pool.allocate(words: 1326)
    #expect(harness.large.contains(again))
    #expect(harness.pool.heldWords == 5 * 2040)
  }
}
