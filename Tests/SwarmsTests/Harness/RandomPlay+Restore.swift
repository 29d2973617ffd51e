// Restores the table from its snapshot in the middle of the game.
@testable import Swarms

extension RandomPlay {
  /// Goes on with a table that was restored from what this one wrote; returns what is wrong with it, or nil.
  mutating func saveAndRestore() -> String? {
    let saved = SavedTable(of: &harness.table)
    let before = harness.table.totals
    let (held, used) = harness.table.peerMemory
    harness.table = SwarmTable(key: .sample)
    guard saved.restore(into: &harness.table) else { return "the table refuses what a table wrote" }
    guard harness.table.totals == before else { return "restored \(harness.table.totals), due \(before)" }
    if let complaint = harness.table.unsoundness() ?? harness.table.lostPeer() { return "restored: \(complaint)" }
    let memory = harness.table.peerMemory
    let page = SwarmLimits.wordsPerPage * SwarmLimits.unitsPerWord * 2
    guard memory.used <= used, memory.held <= held + page else {
      return "restored into \(memory) bytes of peer memory, from \((held, used))"
    }
    let again = SavedTable(of: &harness.table)
    return again.torrents == saved.torrents && again.counts == saved.counts ? nil : "another state than was restored"
  }
}
