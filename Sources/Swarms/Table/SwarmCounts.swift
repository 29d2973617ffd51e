// The counts of one torrent, and those of a whole table.

/// The numbers of one torrent, both families together (A-33, S-10).
public struct SwarmCounts: Equatable, Sendable, BitwiseCopyable {
  /// Peers that have it all.
  public var seeders: UInt32 = 0
  /// Peers that still download.
  public var leechers: UInt32 = 0
  /// Downloads completed.
  public var completed: UInt32 = 0

  /// Counts of one torrent; zeros unless given.
  public init(seeders: UInt32 = 0, leechers: UInt32 = 0, completed: UInt32 = 0) {
    self.seeders = seeders
    self.leechers = leechers
    self.completed = completed
  }
}

/// The numbers of a whole table.
public struct SwarmTotals: Equatable, Sendable, BitwiseCopyable {
  /// Torrents with at least one peer.
  public var torrents = 0
  /// Peers over IPv4.
  public var ipv4Peers = 0
  /// Peers over IPv6.
  public var ipv6Peers = 0

  /// The totals of an empty table.
  public init() {}

  /// Totals from their parts.
  public init(torrents: Int, ipv4Peers: Int, ipv6Peers: Int) {
    self.torrents = torrents
    self.ipv4Peers = ipv4Peers
    self.ipv6Peers = ipv6Peers
  }

  /// Peers over both.
  public var peers: Int { ipv4Peers + ipv6Peers }

  /// Adds another table's totals.
  public static func += (left: inout SwarmTotals, right: SwarmTotals) {
    left.torrents += right.torrents
    left.ipv4Peers += right.ipv4Peers
    left.ipv6Peers += right.ipv6Peers
  }
}
