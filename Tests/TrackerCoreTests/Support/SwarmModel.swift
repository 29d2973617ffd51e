// A model of the tracker, the plainest there can be, to compare the real one with.
import TestKit
import TrackerProtocol

/// Who is in which swarm, in dictionaries.
struct SwarmModel {
  /// What is known of a peer.
  struct Peer {
    var isCounted = false
    /// The second of its last announce.
    var announced: UInt64
  }

  /// The peers of one torrent.
  struct Swarm {
    var leechers: [Endpoint: Peer] = [:]
    var seeders: [Endpoint: Peer] = [:]
    var completed: UInt32 = 0

    var count: Int { leechers.count + seeders.count }

    func peerCount(_ family: AddressFamily) -> Int {
      leechers.keys.count { $0.address.family == family } + seeders.keys.count { $0.address.family == family }
    }
  }

  /// Torrents that somebody is in.
  private(set) var swarms: [Int: Swarm] = [:]
  /// Completed counts of torrents that nobody is in; forgotten after longer than any of these games takes.
  private var keptCounts: [Int: UInt32] = [:]

  /// What an announce does, by the rules.
  mutating func announce(_ torrent: Int, _ peer: Endpoint, left: UInt64, event: UInt32, at second: UInt64) {
    var swarm = swarms.removeValue(forKey: torrent) ?? Swarm(completed: keptCounts[torrent] ?? 0)
    let leecher = swarm.leechers.removeValue(forKey: peer)
    let seeder = swarm.seeders.removeValue(forKey: peer)
    if event != 3 {
      var now = Peer(isCounted: (leecher ?? seeder)?.isCounted ?? false, announced: second)
      if event == 1, left == 0, !now.isCounted, seeder == nil {
        now.isCounted = true
        swarm.completed += 1
      }
      if left == 0 { swarm.seeders[peer] = now } else { swarm.leechers[peer] = now }
    }
    store(swarm, torrent)
  }

  /// Removes whoever announced before a moment.
  mutating func expire(before second: UInt64) {
    for (torrent, swarm) in swarms {
      let leechers = swarm.leechers.filter { $0.value.announced >= second }
      let seeders = swarm.seeders.filter { $0.value.announced >= second }
      let rest = Swarm(leechers: leechers, seeders: seeders, completed: swarm.completed)
      store(rest, torrent)
    }
  }

  private mutating func store(_ swarm: Swarm, _ torrent: Int) {
    swarms[torrent] = swarm.count > 0 ? swarm : nil
    keptCounts[torrent] = swarm.completed
  }

  /// The numbers of a torrent.
  func counts(_ torrent: Int) -> ScrapeEntry {
    let swarm = swarms[torrent] ?? Swarm(completed: keptCounts[torrent] ?? 0)
    return ScrapeEntry(
      seeders: UInt32(swarm.seeders.count), completed: swarm.completed, leechers: UInt32(swarm.leechers.count))
  }

  /// Peers of one family in all swarms.
  func peerCount(_ family: AddressFamily) -> Int { swarms.values.reduce(0) { $0 + $1.peerCount(family) } }
}
