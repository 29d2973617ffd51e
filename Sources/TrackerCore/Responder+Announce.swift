// Answers announces of proven sources.
internal import Swarms
internal import TrackerProtocol

extension Responder {
  /// Updates the swarm and answers with counts and peers.
  @inline(__always)
  mutating func announce<Store: SwarmStore & ~Copyable>(
    _ datagram: Span<UInt8>, _ header: RequestHeader, _ arrival: Arrival, _ swarms: borrowing Store,
    _ reply: inout MutableRawSpan
  ) -> Response {
    guard let request = AnnounceRequest(datagram) else { return refuse(.shortAnnounce, header, &reply) }
    guard request.port != 0 else { return refuse(.portZero, header, &reply) }
    // The address is the packet's, whatever the `ip` field says.
    let peer = Endpoint(address: arrival.source.address, port: request.port)
    var announce = PeerAnnounce(request.infoHash, peer, Self.status(of: request), at: arrival.now.tick)
    announce.isCompletion = request.event == .completed
    announce.wantedPeerCount = Self.peerCount(for: request, family: arrival.source.address.family)
    let digest = InfoHashDigest(request.infoHash, key: swarms.digestKey)
    var list = PeerList(at: WireFormat.announceReplyHeaderLength, random: random)
    let counts = swarms.withTable(digest.table) { table in
      table.announce(announce, digest, listing: &list, into: &reply)
    }
    random = list.random
    ReplyEncoder.announceHeader(
      interval: interval.seconds(for: peer), leechers: counts.leechers,
      seeders: counts.seeders, transactionID: header.transactionID, into: &reply)
    return Response(.announced, length: list.end)
  }

  private static func status(of request: AnnounceRequest) -> PeerStatus {
    if request.event == .stopped { return .stopped }
    return request.left == 0 ? .seeder : .leecher
  }

  /// How many peers a request is answered with at the most.
  private static func peerCount(for request: AnnounceRequest, family: AddressFamily) -> Int {
    if request.event == .stopped || request.event == .paused { return 0 }
    let cap = family == .ipv4 ? TrackerLimits.maximumIPv4PeerCount : TrackerLimits.maximumIPv6PeerCount
    switch request.wantedPeerCount {
    case -1: return TrackerLimits.defaultPeerCount
    case ..<(-1): return cap
    case let wanted: return min(Int(wanted), cap)
    }
  }
}
