// Tests of PeerBuckets.swift.
import TestKit
import Testing
import TrackerProtocol

@testable import Swarms

/// Buckets with the pool they are in; a peer's state is its number.
private struct BucketsHarness: ~Copyable {
  var buckets = PeerBuckets(role: .seeder)
  var pool = PeerPool()

  mutating func insert(_ number: Int) {
    let peer = IPv4Peer(.sample(number, .ipv4))
    let state = PeerState(bits: UInt16(truncatingIfNeeded: number))
    let hashed = HashedPeer(peer: peer, state: state, digest: peer.digest(.sample))
    let isInserted = buckets.insert(hashed, by: .sample, in: &pool)
    #expect(isInserted)
  }

  mutating func position(_ number: Int) -> PeerBuckets.Position? {
    let peer = IPv4Peer(.sample(number, .ipv4))
    return buckets.position(of: peer, digest: peer.digest(.sample), in: &pool)
  }

  mutating func remove(_ number: Int) {
    guard let position = position(number) else {
      Issue.record("peer \(number) is lost")
      return
    }
    buckets.remove(IPv4Peer.self, at: position, in: &pool)
  }

  /// What is wrong if exactly the peers of `numbers`, out of those below `bound`, must be there; else nil.
  mutating func complaint(unless numbers: Set<Int>, below bound: Int) -> String? {
    guard buckets.count == numbers.count else { return "\(buckets.count) counted, \(numbers.count) due" }
    let inBlocks = buckets.blocks.reduce(0) { $0 + $1.count }
    guard inBlocks == numbers.count else { return "\(inBlocks) in blocks, \(numbers.count) due" }
    for number in 0..<bound {
      guard let position = position(number) else {
        if numbers.contains(number) { return "peer \(number) is lost" }
        continue
      }
      guard numbers.contains(number) else { return "peer \(number) is still there" }
      let state = pool.state(IPv4Peer.self, at: position.index, of: buckets.blocks[position.bucket])
      guard state.bits == UInt16(truncatingIfNeeded: number) else { return "peer \(number) has another's state" }
    }
    return nil
  }
}

@Suite("Buckets of peers")
struct PeerBucketsTests {
  @Test("Growing and shrinking bucket by bucket, every peer stays found")
  func splitsAndMerges() {
    var harness = BucketsHarness()
    for number in 0..<600 {
      harness.insert(number)
      if number % 30 == 0 || number > 570 { #expect(harness.complaint(unless: Set(0...number), below: 600) == nil) }
    }
    #expect(harness.buckets.blocks.count == (600 + SwarmLimits.bucketPeers - 1) / SwarmLimits.bucketPeers)
    for number in 0..<600 {
      harness.remove(number)
      if number % 30 == 0 || number > 570 {
        #expect(harness.complaint(unless: Set(number + 1..<600), below: 600) == nil)
      }
    }
    #expect(harness.buckets.blocks.count == 1)
    #expect(harness.pool.usedWords == 0)
  }

  @Test("Random comings and goings agree with a set", arguments: 1...3 as ClosedRange<UInt64>)
  func agreesWithSet(seed: UInt64) {
    var harness = BucketsHarness()
    var chance = SeededGenerator(seed: seed)
    var members: Set<Int> = []
    for operation in 0..<8_000 {
      let number = chance.below(900)
      let isGrowing = operation / 2_000 % 2 == 0
      if members.contains(number) {
        guard !isGrowing || chance.once(in: 4) else { continue }
        harness.remove(number)
        members.remove(number)
      } else if isGrowing || chance.once(in: 5) {
        harness.insert(number)
        members.insert(number)
      }
      if operation % 400 == 0 { #expect(harness.complaint(unless: members, below: 900) == nil) }
      let fullest = harness.buckets.blocks.map(\.count).max()!
      guard harness.buckets.fullest >= fullest else {
        Issue.record("operation \(operation): a bucket of \(fullest) where the bound is \(harness.buckets.fullest)")
        return
      }
    }
    #expect(harness.complaint(unless: members, below: 900) == nil)
  }

  @Test("Buckets that expiry empties are given up")
  func expiry() {
    var harness = BucketsHarness()
    for number in 0..<1_000 { harness.insert(number) }
    // The state of peer n is the tick n: those below 900 are older than 100 ticks at tick 1000.
    var removed = 0
    let lifetime = PeerLifetime(interval: 396)
    #expect(lifetime.ticks == 100)
    for bucket in harness.buckets.blocks.indices {
      removed += harness.buckets.expire(
        IPv4Peer.self, bucket: bucket, at: Tick(steps: 1_000), after: lifetime, in: &harness.pool)
    }
    #expect(removed == 901)
    while harness.buckets.mergeIfSparse(IPv4Peer.self, in: &harness.pool) {}
    #expect(harness.complaint(unless: Set(901..<1_000), below: 1_000) == nil)
    #expect(harness.buckets.blocks.count <= 99 / SwarmLimits.sparseBucketPeers + 1)
  }

  @Test("The list of buckets gives memory back once it is far too long")
  func listShrinks() {
    var harness = BucketsHarness()
    for number in 0..<10_000 { harness.insert(number) }
    for number in 0..<9_990 { harness.remove(number) }
    let count = harness.buckets.blocks.count
    #expect(harness.buckets.blocks.capacity <= 4 * count + 16)
    #expect(harness.complaint(unless: Set(9_990..<10_000), below: 10_000) == nil)
  }

  @Test("Clearing frees all memory and leaves an empty, usable list")
  func clears() {
    var harness = BucketsHarness()
    for number in 0..<100 { harness.insert(number) }
    harness.buckets.clear(IPv4Peer.self, in: &harness.pool)
    #expect(harness.pool.usedWords == 0)
    #expect(harness.buckets.count == 0 && harness.buckets.blocks.count == 1)
    harness.insert(5)
    #expect(harness.complaint(unless: [5], below: 100) == nil)
  }

  @Test("Buckets restored from their blocks find every peer, and go on splitting and merging")
  func restores() {
    var harness = BucketsHarness()
    for number in 0..<500 { harness.insert(number) }
    let (count, fullest) = (harness.buckets.count, harness.buckets.blocks.map(\.count).max())
    harness.buckets = PeerBuckets(role: .seeder, restoring: harness.buckets.blocks)
    #expect(harness.buckets.count == count && harness.buckets.fullest == fullest)
    #expect(harness.complaint(unless: Set(0..<500), below: 700) == nil)
    for number in 500..<700 { harness.insert(number) }
    for number in 0..<650 { harness.remove(number) }
    #expect(harness.complaint(unless: Set(650..<700), below: 700) == nil)
    let empty = PeerBuckets(role: .leecher, restoring: [PeerBlock(), PeerBlock()])
    #expect(empty.count == 0 && empty.fullest == 1 && empty.role == .leecher)
  }
}
