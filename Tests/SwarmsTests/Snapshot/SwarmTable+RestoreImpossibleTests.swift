// Tests of SwarmTable+Restore.swift: torrents whose numbers cannot be.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A table that is given a torrent that no tracker wrote")
struct SwarmTableRestoreImpossibleTests {
  /// A section of one torrent over IPv4: the end of its record, and what is behind it.
  private func outcome(_ counts: [UInt8], _ peers: [UInt8]) -> (isTaken: Bool, complaint: String?) {
    var bytes: [UInt8] = []
    let infoHash = InfoHash.sample(InfoHash.numbersInTable0(1, segments: 0..<1)[0])
    bytes.appendBigEndian(infoHash.first)
    bytes.appendBigEndian(infoHash.second)
    bytes.appendBigEndian(infoHash.third)
    return DamageTrial().outcome(bytes + [0, 0, 0, 0] + counts + [0, 0, 0] + peers, torrents: 1)
  }

  private func peers(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { [10, 0, UInt8($0 >> 8), UInt8($0 & 255), 0x1a, 0xe1] } + Array(repeating: 0, count: 2 * count)
  }

  @Test("takes blocks of up to 255 peers, and refuses more")
  func blockPeers() {
    for (leechers, seeders, isTaken) in [(64, 0, true), (200, 55, true), (255, 0, true), (255, 1, false)] {
      let outcome = outcome([0, UInt8(leechers), UInt8(seeders), 0, 0], peers(leechers + seeders))
      #expect(outcome.isTaken == isTaken && outcome.complaint == nil, "\(leechers) and \(seeders)")
    }
  }

  @Test("takes runs of up to 255 peers, and refuses more")
  func runPeers() {
    for (count, isTaken) in [(0, true), (1, true), (255, true), (256, false), (0xffff, false)] {
      let run = [UInt8(count >> 8), UInt8(count & 255)] + peers(count)
      for runs in [[0, 0, 0, 1, 0, 0, 0, 1] + run + [0, 0], [0, 0, 0, 1, 0, 0, 0, 1, 0, 0] + run] {
        let outcome = outcome([1, 0, 0, 0, 0], runs)
        #expect(outcome.isTaken == isTaken && outcome.complaint == nil, "\(count) in a run")
      }
    }
  }

  @Test("refuses a role without a run, as a swarm has one bucket of each at least")
  func noRun() {
    for runs in [[0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1, 0, 0]] as [[UInt8]]
    {
      let outcome = outcome([1, 0, 0, 0, 0], runs)
      #expect(!outcome.isTaken && outcome.complaint == nil)
    }
  }

  @Test("refuses more runs than there are bytes, before it takes memory for them")
  func manyRuns() {
    for count: [UInt8] in [[0, 0, 0, 3], [0, 1, 0, 0], [0x7f, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff]] {
      for runs in [count + [0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 1] + count + [0, 0, 0, 0]] {
        let outcome = outcome([1, 0, 0, 0, 0], runs)
        #expect(!outcome.isTaken && outcome.complaint == nil)
      }
    }
  }

  @Test("refuses a torrent with nobody, and one whose second family is cut off")
  func nobody() {
    let nobody = outcome([0, 0, 0, 0, 0], [])
    #expect(!nobody.isTaken && nobody.complaint == nil)
    let cut = outcome([0, 1, 0, 1, 0], peers(1) + Array(repeating: 7, count: 19))
    #expect(!cut.isTaken && cut.complaint == nil)
  }
}
