// What the tables keep of a torrent: forty bytes.
internal import TrackerProtocol

/// A torrent with its peers of both families.
struct TorrentRecord: BitwiseCopyable {
  /// The torrent's name.
  let infoHash: InfoHash
  /// Downloads that were completed since the torrent is known.
  var completed: UInt32 = 0
  /// The IPv4 peers.
  var ipv4 = PeerBlock()
  /// The IPv6 peers.
  var ipv6 = PeerBlock()

  init(infoHash: InfoHash) { self.infoHash = infoHash }

  /// A slot in which no torrent is.
  static var vacant: TorrentRecord { TorrentRecord(infoHash: InfoHash(first: 0, second: 0, third: 0)) }

  /// Whether nobody is in the swarm; such a record is removed, so it also marks a vacant slot.
  var isEmpty: Bool { ipv4.count == 0 && !ipv4.isHashed && ipv6.count == 0 && !ipv6.isHashed }
}
