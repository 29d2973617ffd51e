// The peers of a run and the torrents they share. Everything about a peer follows from its number and the seed, so that a fill
// and the traffic after it, or two runs against two trackers, speak of the same peers.
internal import TrackerProtocol

/// Peers 0 to `peerCount` - 1, each in one torrent.
struct Population {
  let torrentCount: Int
  private let seeders: Chance
  private let seed: UInt64
  /// Each peer's torrent.
  private var torrents: [UInt32] = []
  /// How many peers of the torrent came before this one: what makes the ports of one torrent's peers differ.
  private var places: [UInt16] = []

  var peerCount: Int { torrents.count }

  init(peers: Int, torrents count: Int, distribution: TorrentDistribution, seederShare: Double, seed: UInt64) {
    torrentCount = count
    seeders = Chance(seederShare)
    self.seed = seed
    torrents = Self.torrents(ofPeers: peers, among: count, distribution, seed: seed)
    var sizes = [Int](repeating: 0, count: count)
    places = torrents.map { torrent in
      defer { sizes[Int(torrent)] += 1 }
      return UInt16(truncatingIfNeeded: sizes[Int(torrent)] % LoadLimits.peerPortCount)
    }
  }

  private static func torrents(
    ofPeers peers: Int, among count: Int, _ distribution: TorrentDistribution, seed: UInt64
  ) -> [UInt32] {
    switch distribution {
    case .uniform: return (0..<peers).map { UInt32($0 % count) }
    case .zipf(let exponent):
      let sampler = ZipfSampler(count: count, exponent: exponent)
      var random = SplitMix(seed: seed)
      return (0..<peers).map { _ in UInt32(sampler.draw(&random)) }
    }
  }

  /// The number of a peer's torrent.
  @inline(__always)
  func torrent(ofPeer peer: Int) -> Int { Int(torrents[peer]) }

  /// The port a peer says it listens on. The ports of one torrent's peers are scattered and all differ up to 64 512 of them;
  /// beyond that the addresses must make the difference.
  @inline(__always)
  func port(ofPeer peer: Int) -> UInt16 {
    // 25 033 has no factor in common with 64 512, so the product runs through all residues.
    UInt16(truncatingIfNeeded: LoadLimits.lowestPeerPort + Int(places[peer]) &* 25_033 % LoadLimits.peerPortCount)
  }

  /// Whether a peer has the whole torrent.
  @inline(__always)
  func isSeeder(_ peer: Int) -> Bool {
    (SplitMix.mixed(seed ^ UInt64(truncatingIfNeeded: peer) &+ 0x5eed) >> 32) < seeders.threshold
  }

  /// The info hash of a torrent: made, not stored, and independent of the seed, so that a whitelist serves every run.
  @inline(__always)
  static func infoHash(ofTorrent torrent: Int) -> InfoHash {
    let number = UInt64(truncatingIfNeeded: torrent)
    return InfoHash(
      first: SplitMix.mixed(number &+ 0x7069_636f_0000_0000), second: SplitMix.mixed(number &+ 0x7472_6163_0000_0000),
      third: UInt32(truncatingIfNeeded: SplitMix.mixed(number &+ 0x6b65_7200_0000_0000)))
  }
}
