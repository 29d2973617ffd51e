// The shares that leechers and seeders have in a reply.

/// How many peers of each role a reply has.
struct PeerShares {
  var leechers: Int
  var seeders = 0

  /// The shares of what a requester wants of a swarm: in proportion, and rounded by chance so that they are exact on average.
  @inline(__always)
  init(for requester: Requester, leechers: Int, seeders: Int, _ random: inout RandomSource) {
    // Seeders do not connect to seeders, and so have no share in what a seeder is told.
    guard requester.role == .leecher else {
      self.leechers = min(requester.wanted, leechers)
      return
    }
    let others = requester.index >= 0 ? leechers &- 1 : leechers
    let total = others &+ seeders
    let chosen = min(requester.wanted, total)
    guard chosen > 0 else {
      self.leechers = 0
      return
    }
    self.leechers = chosen * others / total
    let remainder = chosen * others % total
    if remainder > 0, random.next(below: total) < remainder { self.leechers += 1 }
    self.seeders = chosen - self.leechers
  }
}
