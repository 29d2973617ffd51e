// Tests of TorrentRecord.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("A torrent's record")
struct TorrentRecordTests {
  @Test("A record takes forty bytes")
  func size() {
    #expect(MemoryLayout<PeerBlock>.size == 8)
    #expect(MemoryLayout<TorrentRecord>.stride == 40)
  }

  @Test("A swarm is empty without peers of either family")
  func emptiness() {
    var swarm = TorrentSwarm()
    swarm.completed = 9
    #expect(swarm.isEmpty && TorrentRecord.vacant.swarm.isEmpty)
    var (small, hashed) = (PeerBlock(), PeerBlock())
    small.capacity = 1
    hashed.isHashed = true
    for block in [small, hashed] {
      var (first, second) = (swarm, swarm)
      first.ipv4 = block
      second.ipv6 = block
      #expect(!first.isEmpty && !second.isEmpty)
    }
  }
}
