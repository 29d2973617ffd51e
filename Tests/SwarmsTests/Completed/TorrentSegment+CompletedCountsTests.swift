// Tests of TorrentSegment+CompletedCounts.swift.
import TestKit
import Hashing
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("The completed counts of a segment's torrents that nobody is in")
struct TorrentSegmentCompletedCountsTests {
  private static let limit = SwarmLimits.completedCountsOfSegment

  /// Counts by the number of their torrents, with the digests that a tracker would have.
  private struct Counts {
    var segment = TorrentSegment()

    mutating func insert(_ number: Int, completed: UInt32 = 1, at seconds: UInt32 = 0) {
      let swarm = TorrentSwarm(completed: completed, emptiedAt: Tick(seconds: seconds))
      segment.keep(swarm, of: .sample(number), digest(number), key: .sample)
    }

    mutating func take(_ number: Int) -> UInt32 {
      segment.takeCompletedCount(of: .sample(number), digest(number), key: .sample)
    }

    subscript(number: Int) -> UInt32 { segment.completedCount(of: .sample(number), digest(number)) }

    private func digest(_ number: Int) -> InfoHashDigest { InfoHashDigest(.sample(number), key: .sample) }
  }

  @Test("are none at first, in no memory")
  func empty() {
    var counts = Counts()
    #expect(counts.segment.count == 0 && counts.segment.capacity == 0)
    #expect(counts[1] == 0 && counts.take(1) == 0)
    counts.segment.removeExpiredCounts(at: Tick(seconds: 9), key: .sample)
    #expect(counts.segment.count == 0)
  }

  @Test("are found until they are taken, and given back once", arguments: [1, 3, 4, 5, 100, 1024])
  func takes(number: Int) {
    var counts = Counts()
    for torrent in 0..<number { counts.insert(torrent, completed: UInt32(torrent + 1)) }
    #expect(counts.segment.count == number)
    for torrent in 0..<number { #expect(counts[torrent] == UInt32(torrent + 1)) }
    #expect(counts[number] == 0)
    for torrent in stride(from: 0, to: number, by: 2) {
      #expect(counts.take(torrent) == UInt32(torrent + 1))
      #expect(counts.take(torrent) == 0 && counts[torrent] == 0)
    }
    for torrent in stride(from: 1, to: number, by: 2) { #expect(counts[torrent] == UInt32(torrent + 1)) }
    #expect(counts.segment.count == number / 2)
  }

  @Test("may be of the torrent whose info hash is all zeros")
  func zeros() {
    var segment = TorrentSegment()
    let zeros = InfoHash(first: 0, second: 0, third: 0)
    let digest = InfoHashDigest(zeros, key: .sample)
    #expect(segment.takeCompletedCount(of: zeros, digest, key: .sample) == 0)
    segment.keep(TorrentSwarm(completed: 3, emptiedAt: Tick(steps: 0)), of: zeros, digest, key: .sample)
    #expect(segment.completedCount(of: zeros, digest) == 3)
    #expect(segment.takeCompletedCount(of: zeros, digest, key: .sample) == 3)
    #expect(segment.takeCompletedCount(of: zeros, digest, key: .sample) == 0)
  }

  @Test("stay within bounds in memory, however often torrents come and go")
  func churn() {
    var counts = Counts()
    for torrent in 0..<20_000 {
      counts.insert(torrent, completed: UInt32(torrent) + 1)
      if torrent >= 50 { #expect(counts.take(torrent - 50) == UInt32(torrent) - 49) }
      #expect(counts.segment.capacity <= 80)
    }
    #expect(counts.segment.count == 50)
  }

  @Test("are bounded in number: the oldest goes first, by when its swarm emptied, not by when it was told")
  func oldest() {
    var counts = Counts()
    // The later torrents emptied earlier.
    for torrent in 0..<Self.limit { counts.insert(torrent, at: 8 * UInt32(Self.limit - torrent)) }
    #expect(counts.segment.count == Self.limit)
    for more in 0..<3 * Self.limit {
      counts.insert(Self.limit + more, at: 1_000_000 + 8 * UInt32(more))
      #expect(counts.segment.count == Self.limit && counts.segment.capacity < 3 * Self.limit / 2)
      let gone = more < Self.limit ? Self.limit - 1 - more : more
      #expect(counts[gone] == 0)
      let next = more + 1 < Self.limit ? Self.limit - 2 - more : more + 1
      #expect(counts[next] == 1)
      guard counts[gone] == 0, counts[next] == 1 else { return }
    }
  }

  @Test("go 30 days after their swarms emptied, and their memory with the last of them")
  func expiry() {
    let day: UInt32 = 86_400
    var counts = Counts()
    for today in 0..<120 {
      if today < 90 { counts.insert(today, at: UInt32(today) * day) }
      counts.segment.removeExpiredCounts(at: Tick(seconds: UInt32(today) * day), key: .sample)
      let kept = (0..<90).filter { counts[$0] == 1 }
      #expect(kept == Array(max(0, today - 29)..<max(0, today - 29, min(90, today + 1))), "on day \(today)")
      #expect(counts.segment.count == kept.count)
    }
    #expect(counts.segment.count == 0 && counts.segment.capacity == 0)
  }

  @Test("agree with a dictionary in a random game", arguments: 1...3 as ClosedRange<UInt64>)
  func model(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var counts = Counts()
    var model: [Int: UInt32] = [:]
    for _ in 0..<20_000 {
      let torrent = chance.below(300)
      if chance.once(in: 2) {
        #expect(counts.take(torrent) == model.removeValue(forKey: torrent) ?? 0)
      } else if model[torrent] == nil {
        let completed = UInt32(1 + chance.below(1_000))
        counts.insert(torrent, completed: completed)
        model[torrent] = completed
      }
      let asked = chance.below(300)
      #expect(counts[asked] == model[asked] ?? 0)
      guard counts.segment.count == model.count else {
        Issue.record("\(counts.segment.count) counts, due \(model.count)")
        return
      }
    }
  }
}
