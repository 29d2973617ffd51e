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

  @Test("A record is empty without peers of either family")
  func emptiness() {
    var torrent = TorrentRecord(infoHash: .sample(1))
    torrent.completed = 9
    #expect(torrent.isEmpty && TorrentRecord.vacant.isEmpty)
    var (leecher, seeder, hashed) = (PeerBlock(), PeerBlock(), PeerBlock())
    leecher.leechers = 1
    seeder.seeders = 1
    hashed.isHashed = true
    for block in [leecher, seeder, hashed] {
      var (first, second) = (torrent, torrent)
      first.ipv4 = block
      second.ipv6 = block
      #expect(!first.isEmpty && !second.isEmpty)
    }
  }
}
