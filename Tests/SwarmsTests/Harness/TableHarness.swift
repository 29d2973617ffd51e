// A table as its user sees it: announces go in, counts and decoded peers come out.
import TrackerProtocol

@testable import Swarms

/// What an announce brought.
struct AnnounceOutcome {
  var counts: SwarmCounts
  var peers: [Endpoint]
}

/// A table with all that has to be handed in.
struct TableHarness: ~Copyable {
  var table = SwarmTable(key: .sample)
  private var random: RandomSource
  private var reply: [UInt8]

  /// A reply has room for `replyPeers` peers of either family.
  init(seed: UInt64 = 1, replyPeers: Int = 1_000) {
    random = RandomSource(seed: seed)
    reply = Array(repeating: 0, count: replyPeers * AddressFamily.ipv6.peerLength)
  }

  mutating func announce(_ announce: PeerAnnounce) -> AnnounceOutcome {
    let (counts, length) = Self.announce(announce, &table, &random, &reply)
    return AnnounceOutcome(counts: counts, peers: decode(length, announce.endpoint.address.family))
  }

  /// Apart from `self`, as the span of the reply keeps what it belongs to borrowed.
  private static func announce(
    _ announce: PeerAnnounce, _ table: inout SwarmTable, _ random: inout RandomSource,
    _ reply: inout [UInt8]
  ) -> (counts: SwarmCounts, length: Int) {
    var list = PeerList(at: 0, random: random)
    var span = reply.mutableSpan
    // Sound: any bytes are valid for integers.
    var bytes = unsafe span.mutableBytes
    let counts = table.announce(
      announce, InfoHashDigest(announce.infoHash, key: .sample), listing: &list, into: &bytes)
    random = list.random
    return (counts, list.end)
  }

  /// The usual announce: a torrent and a peer by number.
  @discardableResult
  mutating func announce(
    torrent: Int = 0, peer: Int, _ status: PeerStatus, _ family: AddressFamily = .ipv4, isCompletion: Bool = false,
    wanted: Int = 0, at seconds: UInt32 = 0
  ) -> AnnounceOutcome {
    var change = PeerAnnounce(.sample(torrent), .sample(peer, family), status, at: Tick(seconds: seconds))
    change.isCompletion = isCompletion
    change.wantedPeerCount = wanted
    return announce(change)
  }

  mutating func counts(torrent: Int = 0) -> SwarmCounts {
    let infoHash = InfoHash.sample(torrent)
    return table.counts(of: infoHash, InfoHashDigest(infoHash, key: .sample))
  }

  /// Sweeps to the end of the table; false if that took more slices than any table here can need.
  @discardableResult
  mutating func sweepAll(at seconds: UInt32, interval: UInt32, budget: Int = .max) -> Bool {
    let lifetime = PeerLifetime(interval: interval)
    for _ in 0..<100_000 where table.sweep(budget: budget, at: Tick(seconds: seconds), after: lifetime) { return true }
    return false
  }

  /// Everyone of a family in a torrent, told to a guest who leaves at once.
  mutating func everyone(inTorrent torrent: Int = 0, _ family: AddressFamily, at seconds: UInt32 = 0) -> [Endpoint] {
    let guest = 0xff_fff0
    let peers = announce(torrent: torrent, peer: guest, .leecher, family, wanted: 1 << 30, at: seconds).peers
    announce(torrent: torrent, peer: guest, .stopped, family, at: seconds)
    return peers
  }

  private func decode(_ length: Int, _ family: AddressFamily) -> [Endpoint] {
    let bytes = reply.span
    precondition(length % family.peerLength == 0, "a reply ends within a peer")
    return stride(from: 0, to: length, by: family.peerLength).map { offset in
      switch family {
      case .ipv4:
        Endpoint(
          address: IPAddress(ipv4: bytes.bigEndianUInt32(at: offset)), port: bytes.bigEndianUInt16(at: offset + 4))
      case .ipv6:
        Endpoint(
          address: IPAddress(high: bytes.bigEndianUInt64(at: offset), low: bytes.bigEndianUInt64(at: offset + 8)),
          port: bytes.bigEndianUInt16(at: offset + 16))
      }
    }
  }
}
