// A section's payload, read by its documentation and without the code under test.

/// What a payload says of a torrent that nobody is in.
struct WrittenCount: Hashable {
  var infoHash: [UInt8]
  var completed: Int
  /// In ticks of 8 seconds.
  var emptiedAt: Int
}

/// What a payload says of one torrent.
struct WrittenTorrent: Equatable {
  /// A peer: its bytes on the wire, and its state.
  struct Peer: Hashable {
    var endpoint: [UInt8]
    var state: UInt16
  }

  /// The peers of one family; those that are in no runs are one run each of leechers and seeders.
  struct Peers: Equatable {
    var areInRuns = false
    var leechers: [[Peer]] = []
    var seeders: [[Peer]] = []

    var count: Int { leechers.joined().count + seeders.joined().count }
  }

  var completed: UInt32
  var ipv4 = Peers()
  var ipv6 = Peers()

  /// The torrents of a sound payload by info hash, and those that nobody is in.
  static func torrents(in payload: [UInt8]) -> (torrents: [[UInt8]: WrittenTorrent], counts: [WrittenCount]) {
    var reader = Reader(bytes: payload)
    var torrents: [[UInt8]: WrittenTorrent] = [:]
    var counts: [WrittenCount] = []
    while reader.offset < payload.count {
      let infoHash = reader.take(20)
      var torrent = WrittenTorrent(completed: UInt32(reader.number(4)))
      let flags = reader.number(1)
      if flags == 4 {
        counts.append(WrittenCount(infoHash: infoHash, completed: Int(torrent.completed), emptiedAt: reader.number(4)))
        _ = reader.take(3)
        continue
      }
      let peers = reader.take(4).map(Int.init)
      _ = reader.take(3)
      torrent.ipv4 = reader.peers(areInRuns: flags & 1 != 0, peers[0], peers[1], endpointLength: 6)
      torrent.ipv6 = reader.peers(areInRuns: flags & 2 != 0, peers[2], peers[3], endpointLength: 18)
      torrents[infoHash] = torrent
    }
    return (torrents, counts)
  }

  /// Reads from the front on.
  private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    mutating func take(_ count: Int) -> [UInt8] {
      defer { offset += count }
      return Array(bytes[offset..<offset + count])
    }

    mutating func number(_ count: Int) -> Int { take(count).reduce(0) { $0 << 8 | Int($1) } }

    mutating func peers(areInRuns: Bool, _ leechers: Int, _ seeders: Int, endpointLength: Int) -> Peers {
      guard areInRuns else {
        let all = run(leechers + seeders, endpointLength)
        return Peers(leechers: [Array(all[..<leechers])], seeders: [Array(all[leechers...])])
      }
      let (leecherRuns, seederRuns) = (number(4), number(4))
      var peers = Peers(areInRuns: true)
      for _ in 0..<leecherRuns { peers.leechers.append(run(number(2), endpointLength)) }
      for _ in 0..<seederRuns { peers.seeders.append(run(number(2), endpointLength)) }
      return peers
    }

    mutating func run(_ count: Int, _ endpointLength: Int) -> [Peer] {
      let endpoints = (0..<count).map { _ in take(endpointLength) }
      return endpoints.map { endpoint in
        let state = take(2)
        return Peer(endpoint: endpoint, state: UInt16(state[0]) | UInt16(state[1]) << 8)
      }
    }
  }
}
