// Plays random operations against a table and its model at once, and says where they part.
import TestKit
import TrackerProtocol

@testable import Swarms

/// One random game: a few torrents that grow into hashed swarms and shrink again, over and over.
struct RandomPlay: ~Copyable {
  /// Seconds; the shortest interval that can be configured.
  static let interval: UInt32 = 300
  /// Beyond two intervals: one tick of rounding at either end, and one more.
  static let slack: UInt32 = 24
  /// Torrents that share two segments, so that they move when one of them goes; the last never gets a peer.
  private static let torrents = InfoHash.numbersInTable0(7, segments: 0..<2)
  private static let peerCount = 260
  private static let operationsOfPhase = 2_500

  var harness: TableHarness
  private var model = SwarmModel()
  private var chance: SeededGenerator
  private var now: UInt32 = 1_000_000
  private var played = 0
  private(set) var largestHashed = 0
  private(set) var becameSmallAgain = false
  /// The most torrents at once whose counts were kept without a peer.
  private(set) var keptMost = 0

  init(seed: UInt64) {
    chance = SeededGenerator(seed: seed)
    harness = TableHarness(seed: seed, replyPeers: 2 * Self.peerCount)
  }

  private var isGrowing: Bool { played / Self.operationsOfPhase % 2 == 0 }

  /// Plays one operation; returns what is wrong afterwards, or nil.
  mutating func step() -> String? {
    played += 1
    if chance.once(in: 4) { now += UInt32(chance.below(isGrowing ? 3 : 5)) }
    largestHashed = max(largestHashed, harness.table.hashedSwarms.count - harness.table.vacantHashedSwarms.count)
    becameSmallAgain = becameSmallAgain || !harness.table.vacantHashedSwarms.isEmpty
    let complaint: String? =
      switch chance.below(100) {
      case 0: sweepCompletely()
      case 1...3: sweepSlice()
      case 4...9: compareCounts()
      case 10 where chance.once(in: 4): everyoneStops()
      default: announceAnything()
      }
    if let complaint { return complaint }
    keptMost = max(keptMost, model.keptCounts.count)
    let kept = harness.table.completedCountsKept
    guard kept == model.keptCounts.count else { return "\(kept) counts are kept, due \(model.keptCounts.count)" }
    return harness.table.totals == model.totals ? nil : "totals \(harness.table.totals), due \(model.totals)"
  }

  private mutating func announceAnything() -> String? {
    let status: PeerStatus =
      switch chance.below(100) {
      case 0..<(isGrowing ? 4 : 70): .stopped
      case 70..<88: .seeder
      default: .leecher
      }
    let infoHash = anyTorrent()
    let peer = Endpoint.sample(chance.below(Self.peerCount), chance.once(in: 3) ? .ipv6 : .ipv4)
    var announce = PeerAnnounce(infoHash, peer, status, at: Tick(seconds: now))
    announce.isCompletion = chance.once(in: 6)
    announce.wantedPeerCount = anyWantedCount()
    let outcome = harness.announce(announce)
    let due = model.announce(announce, at: now)
    if outcome.counts != due { return "counts \(outcome.counts), due \(due), after \(announce)" }
    return model.complaint(about: outcome.peers, for: announce)
  }

  /// A torrent loses all of its peers at once.
  private mutating func everyoneStops() -> String? {
    let infoHash = anyTorrent()
    for peer in model.torrents[infoHash]?.endpoints ?? [] {
      let announce = PeerAnnounce(infoHash, peer, .stopped, at: Tick(seconds: now))
      let outcome = harness.announce(announce)
      let due = model.announce(announce, at: now)
      if outcome.counts != due { return "counts \(outcome.counts), due \(due), after \(announce)" }
    }
    return model.torrents[infoHash] == nil ? nil : "the model has peers left"
  }

  /// The first torrents are drawn more often, so that swarms of all sizes meet.
  private mutating func anyTorrent() -> InfoHash {
    let count = Self.torrents.count - 1
    return .sample(Self.torrents[min(chance.below(count), chance.below(count))])
  }

  private mutating func anyWantedCount() -> Int {
    switch chance.below(20) {
    case 0: 1 << 30
    case 1...4: 0
    case 5...7: 1
    default: chance.below(25)
    }
  }

  private mutating func compareCounts() -> String? {
    let number = Self.torrents[chance.below(Self.torrents.count)]
    let counts = harness.counts(torrent: number)
    let due = model.counts(of: .sample(number))
    return counts == due ? nil : "scraped \(counts), due \(due)"
  }
}

// Expiry: the model is told who is gone, and complains if that was too early or too late.
extension RandomPlay {
  /// A slice somewhere between announces: nobody may go early.
  private mutating func sweepSlice() -> String? {
    _ = harness.table.sweep(
      budget: 1 + chance.below(120), at: Tick(seconds: now), after: PeerLifetime(interval: Self.interval))
    return compareEveryone(expectsAllExpired: false)
  }

  /// A whole round in slices, with nothing in between: everyone whose time is up must be gone.
  private mutating func sweepCompletely() -> String? {
    let budget = 1 + chance.below(50)
    guard harness.sweepAll(at: now, interval: Self.interval),
      harness.sweepAll(at: now, interval: Self.interval, budget: budget)
    else { return "slices of \(budget) never reach the end" }
    return compareEveryone(expectsAllExpired: true)
  }

  /// Compares all swarms peer by peer.
  private mutating func compareEveryone(expectsAllExpired: Bool) -> String? {
    for number in Self.torrents {
      for family in [AddressFamily.ipv4, .ipv6] {
        let listed = harness.everyone(inTorrent: number, family, at: now)
        let complaint = settle(Set(listed), count: listed.count, .sample(number), family, expectsAllExpired)
        if let complaint { return "torrent \(number), \(family): \(complaint)" }
      }
    }
    return nil
  }

  private mutating func settle(
    _ listed: Set<Endpoint>, count: Int, _ infoHash: InfoHash, _ family: AddressFamily, _ expectsAllExpired: Bool
  ) -> String? {
    guard listed.count == count else { return "a peer twice" }
    let known = model.torrents[infoHash]?.peers[family] ?? [:]
    var found = 0
    for (endpoint, peer) in known {
      let age = now - peer.announcedAt
      if listed.contains(endpoint) {
        found += 1
        if expectsAllExpired, age >= 2 * Self.interval + Self.slack { return "\(endpoint) is still there at \(age) s" }
      } else {
        if age < 2 * Self.interval { return "\(endpoint) is gone at \(age) s" }
        model.remove(endpoint, from: infoHash)
      }
    }
    return found == count ? nil : "\(count - found) peers that never announced"
  }

  /// Lets all peers grow old; nothing may remain.
  mutating func finish() -> String? {
    if let complaint = compareEveryone(expectsAllExpired: false) { return complaint }
    now += 2 * Self.interval + Self.slack
    if let complaint = sweepCompletely() { return complaint }
    guard harness.table.totals == SwarmTotals() else { return "left over: \(harness.table.totals)" }
    guard harness.table.peerMemory.used == 0 else { return "peer memory still used: \(harness.table.peerMemory.used)" }
    return forgetCounts()
  }

  /// Lets the counts grow old: each is there on the last day, and none a day later.
  private mutating func forgetCounts() -> String? {
    let days: UInt32 = 86_400
    now += 29 * days
    harness.sweepAll(at: now, interval: Self.interval)
    for number in Self.torrents where harness.counts(torrent: number) != model.counts(of: .sample(number)) {
      return "torrent \(number) has \(harness.counts(torrent: number)) after 29 days"
    }
    now += 2 * days
    harness.sweepAll(at: now, interval: Self.interval)
    return harness.table.completedCountsKept == 0 ? nil : "\(harness.table.completedCountsKept) counts after 31 days"
  }
}
