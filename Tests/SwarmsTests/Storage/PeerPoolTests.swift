// Tests of PeerPool.swift.
import TestKit
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The pool of peer memory")
struct PeerPoolTests {
  private static let pageWords = SwarmLimits.wordsPerPage

  @Test("A pool takes pages as it needs them and gives them back once they are empty")
  func givesBack() {
    var pool = PeerPool()
    #expect(pool.heldWords == 0)
    let addresses = (0..<40).map { _ in pool.allocate(words: Self.pageWords / 4) }
    #expect(Set(addresses).count == 40)
    #expect(pool.heldWords == 10 * Self.pageWords)
    #expect(pool.usedWords == 10 * Self.pageWords)
    for address in addresses { pool.free(address, words: Self.pageWords / 4) }
    #expect(pool.usedWords == 0)
    #expect(pool.heldWords == Self.pageWords, "only the page that is handed out from stays")
  }

  @Test("Pages that were given back are taken again before new ones")
  func reuses() {
    var pool = PeerPool()
    for _ in 0..<5 {
      let addresses = (0..<6).map { _ in pool.allocate(words: Self.pageWords) }
      #expect(pool.heldWords == 6 * Self.pageWords)
      #expect(addresses.allSatisfy { $0 >> SwarmLimits.pageBits < 6 })
      for address in addresses { pool.free(address, words: Self.pageWords) }
    }
  }

  @Test("Room within older pages is used before a new page is taken")
  func fillsOlderPages() {
    var pool = PeerPool()
    let addresses = (0..<8).map { _ in pool.allocate(words: Self.pageWords / 2) }
    let held = pool.heldWords
    pool.free(addresses[0], words: Self.pageWords / 2)
    pool.free(addresses[3], words: Self.pageWords / 2)
    for _ in 0..<10 { _ = pool.allocate(words: Self.pageWords / 10) }
    #expect(pool.heldWords == held)
  }

  @Test("Memory that is used and freed at random stays within a bound and never overlaps")
  func churn() {
    var pool = PeerPool()
    var chance = SeededGenerator(seed: 3)
    var blocks: [(address: UInt32, words: Int)] = []
    var isTaken: Set<UInt32> = []
    var peak = 0
    for _ in 0..<6_000 {
      if blocks.count > 200, chance.once(in: 2) || blocks.count > 400 {
        let (address, words) = blocks.swapRemove(at: chance.below(blocks.count))
        pool.free(address, words: words)
        for word in address..<address + UInt32(words) { isTaken.remove(word) }
      } else {
        let words = 1 + chance.below(70)
        let address = pool.allocate(words: words)
        for word in address..<address + UInt32(words) where !isTaken.insert(word).inserted {
          Issue.record("word \(word) was handed out twice")
        }
        blocks.append((address, words))
      }
      peak = max(peak, isTaken.count)
    }
    #expect(pool.usedWords == isTaken.count)
    #expect(pool.heldWords <= 2 * peak + 2 * Self.pageWords)
    for (address, words) in blocks { pool.free(address, words: words) }
    #expect(pool.usedWords == 0)
  }

  @Test("A block that is moved to more room keeps its peers and their states")
  func resizes() {
    checkResize(IPv4Peer.self)
    checkResize(IPv6Peer.self)
  }

  private func checkResize<Peer: PackedEndpoint>(_ type: Peer.Type) {
    var pool = PeerPool()
    var block = PeerBlock()
    for number in 0..<200 {
      let state = PeerState(bits: UInt16(number) | 0x8000)
      let index = block.insert(Peer(.sample(number, Peer.family)), state, as: .seeder, in: &pool)
      #expect(index == number)
      // Other blocks in between, so that this one has to move.
      _ = pool.allocate(words: 30)
    }
    for number in 0..<200 {
      let (peer, state) = (pool.peer(type, at: number, of: block), pool.state(type, at: number, of: block))
      #expect(peer == Peer(.sample(number, Peer.family)))
      #expect(state.bits == UInt16(number) | 0x8000)
      let index = pool.index(of: peer, in: block)
      #expect(index == number)
    }
    pool.release(type, block)
    #expect(pool.usedWords == 200 * 30)
  }

  @Test("A block is written down and restored, with room for no more than it holds", arguments: [1, 2, 64, 255])
  func restores(count: Int) {
    checkRestore(IPv4Peer.self, count)
    checkRestore(IPv6Peer.self, count)
  }

  private func checkRestore<Peer: PackedEndpoint>(_ type: Peer.Type, _ count: Int) {
    var pool = PeerPool()
    var block = PeerBlock()
    for number in 0..<count {
      let state = PeerState(bits: UInt16(number) &* 257)
      _ = block.insert(Peer(.sample(number, Peer.family)), state, as: number % 3 == 0 ? .leecher : .seeder, in: &pool)
    }
    var bytes = [UInt8](repeating: 0xee, count: 3 + count * Peer.byteCountWithState)
    var offset = 3
    var elements = bytes.mutableSpan
    // Sound: any bytes are valid elements of an array of UInt8.
    var span = unsafe elements.mutableBytes
    pool.copyPeersAndStates(type, of: block, into: &span, at: &offset)
    #expect(offset == bytes.count && bytes[2] == 0xee)
    var other = PeerPool()
    let run = PeerRun(offset: 3, count: count)
    let restored = other.restore(type, run, leechers: Int(block.leechers), from: bytes.span)
    #expect(restored.leechers == block.leechers && restored.seeders == block.seeders)
    #expect(other.usedWords == Peer.words(for: Int(restored.capacity)) && other.usedWords <= Peer.words(for: count))
    for index in 0..<count {
      let (peer, due) = (other.peer(type, at: index, of: restored), pool.peer(type, at: index, of: block))
      let (state, dueState) = (other.state(type, at: index, of: restored), pool.state(type, at: index, of: block))
      #expect(peer == due && state == dueState)
    }
    let nobody = other.restore(type, PeerRun(offset: bytes.count, count: 0), leechers: 0, from: bytes.span)
    #expect(nobody.isVacant)
  }
}
