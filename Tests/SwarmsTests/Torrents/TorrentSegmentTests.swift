// Tests of TorrentSegment.swift.
import TestKit
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A segment of torrents")
struct TorrentSegmentTests {
  private var segment = TorrentSegment()

  private mutating func slot(_ number: Int) -> Int? {
    segment.slot(of: .sample(number), InfoHashDigest(.sample(number), key: .sample))
  }

  /// Adds a torrent with one peer, without which its slot would be vacant.
  private mutating func insert(_ number: Int) {
    let infoHash = InfoHash.sample(number)
    let slot = segment.insert(infoHash, InfoHashDigest(infoHash, key: .sample), key: .sample)
    var swarm = segment.swarm(at: slot)
    swarm.completed = UInt32(number)
    swarm.ipv4.capacity = 1
    segment.setSwarm(swarm, at: slot)
  }

  /// Removes a torrent as a table does: its last peer first.
  private mutating func remove(_ slot: Int) {
    segment.setSwarm(TorrentSwarm(), at: slot)
    segment.remove(at: slot, key: .sample)
  }

  @Test("Random insertions and removals agree with a set", arguments: 1...4 as ClosedRange<UInt64>)
  mutating func agreesWithSet(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var members: Set<Int> = []
    for operation in 0..<6_000 {
      let number = chance.below(150)
      let isGrowing = operation / 1_000 % 2 == 0
      let slot = slot(number)
      guard (slot != nil) == members.contains(number) else {
        Issue.record("operation \(operation): torrent \(number) was \(slot == nil ? "lost" : "found")")
        return
      }
      if let slot {
        #expect(segment.swarm(at: slot).completed == UInt32(number))
        if chance.once(in: isGrowing ? 4 : 1) {
          remove(slot)
          members.remove(number)
        }
      } else if isGrowing || chance.once(in: 10) {
        insert(number)
        members.insert(number)
      }
      if chance.once(in: 20) { segment.shrinkIfSparse(key: .sample) }
      #expect(segment.count == members.count)
    }
    for number in 0..<150 { #expect((slot(number) != nil) == members.contains(number)) }
  }

  @Test("Every removal from a crowded segment closes its gap, wherever that is")
  mutating func gaps() {
    for first in 0..<60 {
      segment = TorrentSegment()
      for number in 0..<60 { insert(number) }
      remove(slot(first)!)
      for number in 0..<60 { #expect((slot(number) != nil) == (number != first)) }
    }
  }

  @Test("A segment is never more than seven eighths full and never less than a third, after shrinking")
  mutating func load() {
    for number in 0..<500 {
      insert(number)
      #expect(8 * segment.count <= 7 * segment.capacity)
    }
    for number in 0..<499 {
      remove(slot(number)!)
      segment.shrinkIfSparse(key: .sample)
      #expect(3 * segment.count >= segment.capacity || segment.capacity == SwarmLimits.minimumSegmentCapacity)
    }
    remove(slot(499)!)
    segment.shrinkIfSparse(key: .sample)
    #expect(segment.capacity == 0)
    #expect(slot(499) == nil)
  }

  @Test("Looking a torrent up takes few steps even in a full segment")
  mutating func displacement() {
    for number in 0..<1_000 { insert(number) }
    var steps = 0
    for number in 0..<1_000 {
      let home = InfoHashDigest(.sample(number), key: .sample).slot(in: segment.capacity)
      let slot = slot(number)!
      steps += (slot - home + segment.capacity) % segment.capacity
    }
    // Linear probing at a load of 7/8 expects three and a half steps beyond the first.
    #expect(steps < 1_000 * 7)
  }

  @Test(
    "Room that is reserved is enough for so many torrents, and only where none is yet", arguments: [1, 2, 7, 8, 500])
  mutating func reserves(count: Int) {
    segment.reserve(0, key: .sample)
    #expect(segment.capacity == 0)
    segment.reserve(count, key: .sample)
    let capacity = segment.capacity
    #expect(segment.count == 0 && capacity <= max(SwarmLimits.minimumSegmentCapacity, 2 * count))
    for number in 0..<count { insert(number) }
    #expect(segment.capacity == capacity)
    segment.reserve(10 * count, key: .sample)
    #expect(segment.capacity == capacity && segment.count == count)
    for number in 0..<count { #expect(slot(number) != nil) }
  }
}
