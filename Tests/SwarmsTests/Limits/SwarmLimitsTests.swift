// Tests of SwarmLimits.swift: numbers that depend on each other agree.
import Hashing
import Testing

@testable import Swarms

@Suite("The limits of the tables")
struct SwarmLimitsTests {
  @Test("Bits say how many tables, segments and words there are")
  func bits() {
    #expect(SwarmLimits.tableCount == 1 << Int(SwarmLimits.tableBits))
    #expect(SwarmLimits.segmentCount == 1 << Int(SwarmLimits.segmentBits))
    #expect(SwarmLimits.wordsPerPage <= 1 << Int(SwarmLimits.pageBits))
    // Swift's head of an array is 32 bytes, that of a block of malloc(3) at the most 16.
    #expect(SwarmLimits.wordsPerPage * SwarmLimits.unitsPerWord * 2 + 32 + 16 <= 16_384)
  }

  @Test("A full block fits a page, and counts in bytes")
  func blocks() {
    #expect(IPv6Peer.words(for: SwarmLimits.blockPeers) <= SwarmLimits.wordsPerPage)
    #expect(SwarmLimits.blockPeers == Int(UInt8.max))
    #expect(SwarmLimits.smallSwarmPeers <= SwarmLimits.blockPeers)
  }

  @Test("Growing and shrinking are far apart, so that no swarm swings between them")
  func hysteresis() {
    #expect(2 * SwarmLimits.smallAgainPeers <= SwarmLimits.smallSwarmPeers)
    #expect(2 * SwarmLimits.sparseBucketPeers < SwarmLimits.bucketPeers)
  }
}
