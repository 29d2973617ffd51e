// The record of a torrent in its table: forty bytes.
internal import TrackerProtocol

/// A torrent's name and its swarm.
struct TorrentRecord: BitwiseCopyable {
  let infoHash: InfoHash
  var swarm = TorrentSwarm()

  init(infoHash: InfoHash) { self.infoHash = infoHash }

  /// A slot in which no torrent is.
  static var vacant: TorrentRecord { TorrentRecord(infoHash: InfoHash(first: 0, second: 0, third: 0)) }
}

/// Who is in a torrent's swarm, and how many have completed it.
struct TorrentSwarm: Equatable, BitwiseCopyable {
  /// Downloads that were completed, also before the swarm was empty for a while.
  var completed: UInt32 = 0
  /// The IPv4 peers.
  var ipv4 = PeerBlock()
  /// The IPv6 peers.
  var ipv6 = PeerBlock()

  /// Whether nobody is in the swarm; its record is removed then, so that this also marks a vacant slot.
  @inline(__always)
  var isEmpty: Bool { PeerBlock.areVacant(ipv4, ipv6) }

  /// The block of one family's peers.
  @inline(__always)
  func block<Peer: PackedEndpoint>(_ type: Peer.Type) -> PeerBlock { Peer.family == .ipv4 ? ipv4 : ipv6 }

  /// Changes the block of one family's peers.
  @inline(__always)
  mutating func setBlock<Peer: PackedEndpoint>(_ block: PeerBlock, _ type: Peer.Type) {
    if Peer.family == .ipv4 { ipv4 = block } else { ipv6 = block }
  }
}
