// Restores damaged bytes into a table and examines it.
import TrackerProtocol

@testable import Swarms

/// A small section with a swarm of each kind, and what becomes of a table that is given something else in its stead.
struct DamageTrial {
  static let segment = 0
  static let torrents = InfoHash.numbersInTable0(5, segments: segment..<segment + 1)
  /// The time of the last announce, in seconds.
  static let now: UInt32 = 50_000

  let section: SavedTable.Section

  /// A small swarm in both families, one of a single peer, and large ones that lost nearly all, over either family; and a torrent
  /// that was completed, and that nobody is in.
  init() {
    var harness = TableHarness()
    let torrents = Self.torrents
    for peer in 0..<3 { harness.announce(torrent: torrents[0], peer: peer, peer > 1 ? .seeder : .leecher, at: 49_900) }
    harness.announce(torrent: torrents[0], peer: 7, .seeder, .ipv6, isCompletion: true, at: Self.now)
    harness.announce(torrent: torrents[1], peer: 8, .seeder, isCompletion: true, at: Self.now)
    for (torrent, family) in [(torrents[2], AddressFamily.ipv4), (torrents[3], .ipv6)] {
      for peer in 0..<65 {
        harness.announce(torrent: torrent, peer: peer, peer % 5 == 0 ? .seeder : .leecher, family, at: 49_500)
      }
      for peer in 33..<65 { harness.announce(torrent: torrent, peer: peer, .stopped, family) }
    }
    harness.announce(torrent: torrents[4], peer: 1, .seeder, isCompletion: true, at: Self.now)
    harness.announce(torrent: torrents[4], peer: 1, .stopped, at: Self.now)
    section = SavedTable.section(ofSegment: Self.segment, of: &harness.table)
  }

  /// Whether a table takes a payload, and what is wrong with the table then, or nil.
  ///
  /// A table that took it must be able to write down what it took, and all that is in it must grow old and go.
  func outcome(_ payload: [UInt8], torrents: UInt32? = nil) -> (isTaken: Bool, complaint: String?) {
    let torrents = torrents ?? section.section.torrents
    let damaged = SavedTable.Section(payload, segment: Self.segment, torrents: torrents)
    var harness = TableHarness()
    let isTaken = SavedTable([damaged]).restore(into: &harness.table)
    if let complaint = harness.table.unsoundness(afterRefusal: !isTaken) { return (isTaken, complaint) }
    if isTaken {
      var again = SwarmTable(key: .sample)
      guard SavedTable(of: &harness.table).restore(into: &again) else { return (true, "it refuses what it took") }
      if again.totals != harness.table.totals { return (true, "\(again.totals) from \(harness.table.totals)") }
    }
    return (isTaken, use(&harness, isTaken))
  }

  /// Announces to each torrent and lets all grow old.
  private func use(_ harness: inout TableHarness, _ isTaken: Bool) -> String? {
    for torrent in Self.torrents {
      for family in [AddressFamily.ipv4, .ipv6] {
        harness.announce(torrent: torrent, peer: 1, .seeder, family, isCompletion: true, wanted: 9, at: Self.now)
        harness.announce(torrent: torrent, peer: 90, .leecher, family, wanted: 400, at: Self.now)
        harness.announce(torrent: torrent, peer: 2, .stopped, family, at: Self.now)
      }
    }
    if let complaint = harness.table.unsoundness(afterRefusal: !isTaken) { return "in use: \(complaint)" }
    // Whatever tick a changed byte gave a peer, one of these rounds finds it old.
    for days: UInt32 in 0..<4 { harness.sweepAll(at: Self.now + days * 80_000, interval: 3_600) }
    if let complaint = harness.table.unsoundness(afterRefusal: !isTaken) { return "swept: \(complaint)" }
    return !isTaken || harness.table.totals == SwarmTotals() ? nil : "left over: \(harness.table.totals)"
  }
}
