// Tests of SwarmTable+Restore.swift: payloads that no tracker wrote.
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A table that is given a section that no tracker wrote")
struct SwarmTableRestoreDamageTests {
  private let trial = DamageTrial()
  private var payload: [UInt8] { trial.section.payload }

  @Test("takes the sample from which all damage starts")
  func undamaged() {
    let outcome = trial.outcome(payload)
    #expect(outcome.isTaken && outcome.complaint == nil)
    let torrents = trial.section.section.torrents
    let written = WrittenTorrent.torrents(in: payload)
    #expect(torrents == 5 && written.torrents.count == 4 && written.counts.count == 1)
    let inRuns = written.torrents.values.map { [$0.ipv4.areInRuns, $0.ipv6.areInRuns] }
    #expect(Set(inRuns) == [[false, false], [true, false], [false, true]])
  }

  @Test("refuses it cut off at any length, and with bytes behind its end")
  func lengths() {
    for length in payload.indices {
      let outcome = trial.outcome(Array(payload.prefix(length)))
      #expect(!outcome.isTaken && outcome.complaint == nil, "cut to \(length) bytes")
    }
    for count in [1, 2, 8, 32, 64] {
      for byte: UInt8 in [0, 1, 0xff] {
        let outcome = trial.outcome(payload + Array(repeating: byte, count: count))
        #expect(!outcome.isTaken && outcome.complaint == nil, "\(count) bytes too many")
      }
    }
  }

  @Test("stays sound whatever one byte is changed to", arguments: 0..<8)
  func oneByte(part: Int) {
    for offset in stride(from: part, to: payload.count, by: 8) {
      for change: UInt8 in [1, 2, 3, 4, 8, 16, 31, 32, 64, 127, 128, 192, 254, 255] {
        var damaged = payload
        damaged[offset] ^= change
        if let complaint = trial.outcome(damaged).complaint {
          Issue.record("byte \(offset) with \(change): \(complaint)")
          return
        }
      }
    }
  }

  @Test("stays sound whatever is changed, many thousand times at random", arguments: 1...8 as ClosedRange<UInt64>)
  func manyBytes(seed: UInt64) {
    var damage = PayloadDamage(payload, seed: seed)
    var taken = 0
    for round in 0..<2_000 {
      let (damaged, torrents) = damage.next(torrents: trial.section.section.torrents)
      let outcome = trial.outcome(damaged, torrents: torrents)
      taken += outcome.isTaken ? 1 : 0
      if let complaint = outcome.complaint {
        Issue.record("round \(round): \(complaint)")
        return
      }
    }
    #expect((100..<1_900).contains(taken), "damage that is always found, or never, proves little")
  }

  @Test("refuses a wrong number of torrents", arguments: [0, 1, 3, 4, 6, 40, 0x7fff_ffff, 0xffff_ffff] as [UInt32])
  func torrentCount(count: UInt32) {
    let outcome = trial.outcome(payload, torrents: count)
    #expect(!outcome.isTaken && outcome.complaint == nil)
  }

  @Test("takes no memory for torrents that are only claimed")
  func claimedTorrents() {
    var table = SwarmTable(key: .sample)
    let claim = SavedTable.Section(payload, segment: 0, torrents: .max)
    let isTaken = SavedTable([claim]).restore(into: &table)
    let capacity = table.segments[0].capacity
    #expect(!isTaken && capacity == 0)
  }

  @Test("refuses torrents of another table or segment, and all under another key")
  func elsewhere() {
    let torrents = trial.section.section.torrents
    for (table, segment) in [(1, 0), (63, 0), (0, 1), (0, 15)] {
      let section = SavedTable.Section(payload, table: table, segment: segment, torrents: torrents)
      var restored = SwarmTable(key: .sample)
      let isTaken = SavedTable([section]).restore(into: &restored)
      let totals = restored.totals
      #expect(!isTaken && totals == SwarmTotals())
    }
    var stranger = SwarmTable(key: SipKey(1, 2))
    let isTaken = SavedTable([trial.section]).restore(into: &stranger)
    #expect(!isTaken)
  }

  @Test("refuses a torrent twice, in one section or in two")
  func twice() {
    let twice = trial.outcome(payload + payload, torrents: 8)
    #expect(!twice.isTaken && twice.complaint == nil)
    var table = SwarmTable(key: .sample)
    let isTaken = SavedTable([trial.section, trial.section]).restore(into: &table)
    let (totals, complaint) = (table.totals, table.unsoundness(afterRefusal: true))
    #expect(!isTaken && totals.torrents == 4 && complaint == nil)
  }

  @Test("takes a section of nothing, as often as it comes")
  func nothing() {
    for _ in 0..<2 {
      let outcome = trial.outcome([], torrents: 0)
      #expect(outcome.isTaken && outcome.complaint == nil)
    }
  }
}
