// Tests of SwarmTable+Restore.swift: what was written down comes back.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A table that takes over what another one wrote")
struct SwarmTableRestoreTests {
  @Test("has the same torrents, counts, peers and states", arguments: 1...3 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) {
    var harness = TableHarness.crowded(seed: seed)
    let saved = SavedTable(of: &harness.table)
    var other = TableHarness(seed: seed)
    let isRestored = saved.restore(into: &other.table)
    #expect(isRestored)
    let (totals, due) = (other.table.totals, harness.table.totals)
    #expect(totals == due)
    for number in InfoHash.numbersInTable0(130) {
      let (counts, due) = (other.counts(torrent: number), harness.counts(torrent: number))
      #expect(counts == due)
    }
    let complaint = other.table.unsoundness() ?? other.table.lostPeer()
    #expect(complaint == nil)
    #expect(SavedTable(of: &other.table).torrents == saved.torrents)
  }

  @Test("takes no more peer memory than the other", arguments: 1...3 as ClosedRange<UInt64>)
  func memory(seed: UInt64) {
    var harness = TableHarness.crowded(seed: seed)
    var restored = SwarmTable(key: .sample)
    _ = SavedTable(of: &harness.table).restore(into: &restored)
    let (before, after) = (harness.table.peerMemory, restored.peerMemory)
    #expect(after.used <= before.used)
    // Blocks come one after the other, so that only the last page is not filled, but for gaps at the ends of pages.
    #expect(after.held <= after.used * 11 / 10 + 2 * SwarmLimits.wordsPerPage * SwarmLimits.unitsPerWord * 2)
  }

  @Test("forgets each peer in the same tick as the other would", arguments: 1...2 as ClosedRange<UInt64>)
  func ages(seed: UInt64) {
    var harness = TableHarness.crowded(seed: seed)
    var other = TableHarness(seed: seed)
    _ = SavedTable(of: &harness.table).restore(into: &other.table)
    let start = TableHarness.crowding.lowerBound + 600
    var sizes: Set<Int> = []
    for now in stride(from: start, to: start + 272, by: Int(Tick.seconds)) {
      harness.sweepAll(at: now, interval: 300)
      other.sweepAll(at: now, interval: 300)
      let totals = harness.table.totals
      #expect(other.table.totals == totals)
      sizes.insert(totals.peers)
      #expect(SavedTable(of: &other.table).torrents == SavedTable(of: &harness.table).torrents, "at \(now)")
    }
    #expect(sizes.count > 20 && sizes.contains(0))
  }

  @Test(
    "goes on as the model does, whenever in a random game it took over", arguments: 4...6 as ClosedRange<UInt64>)
  func goesOn(seed: UInt64) {
    var play = RandomPlay(seed: seed)
    var restored = 0
    for operation in 0..<30_000 {
      // Twice in a row at times, as a table that was restored need not have been told anything before it is saved.
      let isDue = operation % 701 == 700 || operation % 7010 == 0
      restored += isDue ? 1 : 0
      if let complaint = (isDue ? play.saveAndRestore() : nil) ?? play.step() {
        Issue.record("operation \(operation): \(complaint)")
        return
      }
    }
    let complaint = play.finish()
    #expect(complaint == nil)
    let (largestHashed, becameSmallAgain) = (play.largestHashed, play.becameSmallAgain)
    #expect(restored > 40 && largestHashed >= 2 && becameSmallAgain)
  }

  @Test("recognizes a peer that announces again, and one that completes a second time")
  func recognizes() {
    for count in [3, 200] {
      var harness = TableHarness()
      let torrent = InfoHash.numbersInTable0(1)[0]
      for peer in 0..<count {
        harness.announce(torrent: torrent, peer: peer, .seeder, isCompletion: true)
        harness.announce(torrent: torrent, peer: peer, .leecher)
      }
      var other = TableHarness()
      _ = SavedTable(of: &harness.table).restore(into: &other.table)
      for peer in 0..<count { other.announce(torrent: torrent, peer: peer, .seeder, isCompletion: true) }
      let counts = other.counts(torrent: torrent)
      #expect(counts == SwarmCounts(seeders: UInt32(count), completed: UInt32(count)))
    }
  }

  @Test("takes over swarms of thousands of peers in both families")
  func hugeSwarm() {
    var harness = TableHarness()
    let torrent = InfoHash.numbersInTable0(1)[0]
    for peer in 0..<6_000 {
      harness.announce(torrent: torrent, peer: peer, peer % 3 == 0 ? .seeder : .leecher, .ipv4)
      if peer % 2 == 0 { harness.announce(torrent: torrent, peer: peer, .leecher, .ipv6) }
    }
    var other = TableHarness(replyPeers: 6_001)
    let isRestored = SavedTable(of: &harness.table).restore(into: &other.table)
    #expect(isRestored)
    let counts = other.counts(torrent: torrent)
    #expect(counts == SwarmCounts(seeders: 2_000, leechers: 7_000))
    let everyone = Set(other.everyone(inTorrent: torrent, .ipv4))
    #expect(everyone == Set((0..<6_000).map { Endpoint.sample($0, .ipv4) }))
    let complaint = other.table.unsoundness() ?? other.table.lostPeer()
    #expect(complaint == nil)
  }

  @Test("takes the sections in any order, and some without the others")
  func anyOrder() {
    var harness = TableHarness.crowded(seed: 9)
    let saved = SavedTable(of: &harness.table)
    var table = SwarmTable(key: .sample)
    let isRestored = SavedTable(saved.sections.reversed()).restore(into: &table)
    #expect(isRestored)
    #expect(SavedTable(of: &table).torrents == saved.torrents)
    for section in saved.sections {
      var table = SwarmTable(key: .sample)
      let isRestored = SavedTable([section]).restore(into: &table)
      let (totals, complaint) = (table.totals, table.unsoundness())
      #expect(isRestored && complaint == nil && totals.torrents == Int(section.section.torrents))
    }
  }
}
