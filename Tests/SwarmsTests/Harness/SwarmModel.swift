// A model of a table, in the simplest way there is: a dictionary of peers for each torrent.
import TrackerProtocol

@testable import Swarms

/// A naive tracker's memory, the judge of the tables.
struct SwarmModel {
  struct Peer {
    var isSeeder: Bool
    var isCounted: Bool
    var announcedAt: UInt32
  }

  struct Torrent {
    var peers: [AddressFamily: [Endpoint: Peer]] = [.ipv4: [:], .ipv6: [:]]
    var seeders: [AddressFamily: Int] = [.ipv4: 0, .ipv6: 0]
    var completed: UInt32 = 0

    func total(_ family: AddressFamily) -> Int { peers[family]!.count }
    func leechers(_ family: AddressFamily) -> Int { total(family) - seeders[family]! }
    var endpoints: [Endpoint] { peers.values.flatMap(\.keys) }
    var isEmpty: Bool { total(.ipv4) + total(.ipv6) == 0 }

    var counts: SwarmCounts {
      SwarmCounts(
        seeders: UInt32(seeders[.ipv4]! + seeders[.ipv6]!), leechers: UInt32(leechers(.ipv4) + leechers(.ipv6)),
        completed: completed)
    }
  }

  private(set) var torrents: [InfoHash: Torrent] = [:]
  /// The completed counts, not 0, of torrents that nobody is in; the model forgets none of them by itself.
  var keptCounts: [InfoHash: UInt32] = [:]

  /// Plays an announce and returns the counts that the table must return.
  mutating func announce(_ announce: PeerAnnounce, at now: UInt32) -> SwarmCounts {
    guard announce.status != .stopped else { return remove(announce.endpoint, from: announce.infoHash) }
    var torrent = torrents.removeValue(forKey: announce.infoHash) ?? returning(announce.infoHash)
    let family = announce.endpoint.address.family
    let old = torrent.peers[family]![announce.endpoint]
    let isSeeder = announce.status == .seeder
    let isNewlyCompleted = announce.isCompletion && isSeeder && !(old?.isCounted ?? false) && !(old?.isSeeder ?? false)
    torrent.peers[family]![announce.endpoint] = Peer(
      isSeeder: isSeeder, isCounted: (old?.isCounted ?? false) || isNewlyCompleted, announcedAt: now)
    torrent.seeders[family]! += (isSeeder ? 1 : 0) - (old?.isSeeder ?? false ? 1 : 0)
    if isNewlyCompleted { torrent.completed += 1 }
    torrents[announce.infoHash] = torrent
    return torrent.counts
  }

  /// Removes a peer, and its torrent once nobody is left.
  @discardableResult
  mutating func remove(_ endpoint: Endpoint, from infoHash: InfoHash) -> SwarmCounts {
    guard var torrent = torrents.removeValue(forKey: infoHash) else { return SwarmCounts() }
    let family = endpoint.address.family
    if let old = torrent.peers[family]!.removeValue(forKey: endpoint), old.isSeeder { torrent.seeders[family]! -= 1 }
    if !torrent.isEmpty {
      torrents[infoHash] = torrent
    } else if torrent.completed > 0 {
      keptCounts[infoHash] = torrent.completed
    }
    return torrent.counts
  }

  private mutating func returning(_ infoHash: InfoHash) -> Torrent {
    Torrent(completed: keptCounts.removeValue(forKey: infoHash) ?? 0)
  }

  func counts(of infoHash: InfoHash) -> SwarmCounts {
    torrents[infoHash]?.counts ?? SwarmCounts(completed: keptCounts[infoHash] ?? 0)
  }

  var totals: SwarmTotals {
    var totals = SwarmTotals()
    totals.torrents = torrents.count
    totals.ipv4Peers = torrents.values.reduce(0) { $0 + $1.total(.ipv4) }
    totals.ipv6Peers = torrents.values.reduce(0) { $0 + $1.total(.ipv6) }
    return totals
  }

  /// What is wrong with the peers chosen for an announce that was played already, or nil.
  func complaint(about peers: [Endpoint], for announce: PeerAnnounce) -> String? {
    guard announce.status != .stopped else { return peers.isEmpty ? nil : "peers for one that leaves" }
    let family = announce.endpoint.address.family
    let isSeeder = announce.status == .seeder
    guard let torrent = torrents[announce.infoHash] else { return "the model lost the torrent" }
    let available = isSeeder ? torrent.leechers(family) : torrent.total(family) - 1
    let expected = min(announce.wantedPeerCount, available)
    if peers.count != expected { return "\(peers.count) peers where \(expected) are due" }
    if Set(peers).count != peers.count { return "a peer twice" }
    for peer in peers {
      if peer == announce.endpoint { return "the requester in its own list" }
      guard let known = torrent.peers[family]![peer] else { return "\(peer) is not in the swarm" }
      if isSeeder, known.isSeeder { return "a seeder for a seeder" }
    }
    return nil
  }
}
