// The rules of the tracker: one datagram in, at most one reply out.
internal import Swarms
public import TrackerProtocol

/// The rules of the tracker, without sockets, threads or a clock; each worker has one.
///
/// Checks run from the cheapest and least revealing on: length, action, then magic or connection id, then the length for the
/// action, then meaning. Until a connection id has proven that the sender receives at its address, nothing is answered with
/// more bytes than came in (W-11).
public struct Responder: ~Copyable {
  /// What the tracker decides for itself; may change between two datagrams.
  public var policy: TrackerPolicy {
    didSet {
      connectionIDs.maxAge = policy.connectionIDMaxAge
      interval = AnnounceInterval(base: policy.interval)
    }
  }
  var interval: AnnounceInterval
  var connectionIDs: ConnectionIDs
  var random: RandomSource

  /// What became of all datagrams so far.
  public internal(set) var statistics = Statistics()

  /// A responder whose secret and chance come from outside; workers of one tracker share the secret, not the seed.
  public init(policy: TrackerPolicy, secret: ConnectionIDSecret, randomSeed: UInt64) {
    self.policy = policy
    interval = AnnounceInterval(base: policy.interval)
    connectionIDs = ConnectionIDs(secret: secret, maxAge: policy.connectionIDMaxAge)
    random = RandomSource(seed: randomSeed)
  }

  /// Dates connection ids by a clock that other machines with the same secret share; it is ahead of the responder's by so many
  /// seconds, modulo 2^64. To be repeated as the clocks drift apart.
  public mutating func useSharedClock(aheadBySeconds seconds: UInt64) {
    connectionIDs.useSharedClock(aheadBySeconds: seconds)
  }

  /// Answers one datagram into `reply`, which must have `TrackerLimits.replyCapacity` bytes.
  @_optimize(speed)
  public mutating func respond<Store: SwarmStore & ~Copyable>(
    to datagram: Span<UInt8>, _ arrival: Arrival, swarms: borrowing Store, reply: inout MutableRawSpan
  ) -> Response {
    // Before the answer, over which there are few registers to remember the source in.
    if arrival.source.address.family == .ipv6 { statistics.ipv6Datagrams &+= 1 }
    let response = answer(datagram, arrival, swarms, &reply)
    statistics.count(response.outcome, from: arrival.source)
    return response
  }

  /// Counts a datagram that was longer than the receive buffer (W-04).
  public mutating func dropTruncated(from source: Endpoint) {
    if source.address.family == .ipv6 { statistics.ipv6Datagrams &+= 1 }
    statistics.count(.droppedTruncated, from: source)
  }

  @inline(__always)
  private mutating func answer<Store: SwarmStore & ~Copyable>(
    _ datagram: Span<UInt8>, _ arrival: Arrival, _ swarms: borrowing Store, _ reply: inout MutableRawSpan
  ) -> Response {
    let (source, now) = (arrival.source, arrival.now)
    guard let header = RequestHeader(datagram) else { return Response(.droppedShort) }
    guard let action = Action(rawValue: header.actionCode), action != .error else { return Response(.droppedAction) }
    guard source.port != 0, source.address.isAnswerable, source != arrival.destination else {
      return Response(.droppedSource)
    }
    if action == .connect { return connect(header, source, now, &reply) }
    if let refusal = proofFailure(header, source, now) { return Response(refusal) }
    return action == .announce
      ? announce(datagram, header, arrival, swarms, &reply)
      : scrape(datagram, header, swarms, &reply)
  }

  @inline(__always)
  private mutating func connect(
    _ header: RequestHeader, _ source: Endpoint, _ now: Instant, _ reply: inout MutableRawSpan
  ) -> Response {
    guard header.connectionID == WireFormat.connectMagic else { return Response(.droppedMagic) }
    let id = connectionIDs.issue(to: source.address, at: now)
    let length = ReplyEncoder.connect(connectionID: id, transactionID: header.transactionID, into: &reply)
    return Response(.connected, length: length)
  }

  /// Why the connection id proves nothing, or nil if it proves the source.
  @inline(__always)
  private mutating func proofFailure(_ header: RequestHeader, _ source: Endpoint, _ now: Instant) -> Outcome? {
    switch connectionIDs.check(header.connectionID, from: source.address, at: now) {
    case .accepted(let age):
      statistics.connectionIDAges.count(age: age)
      return nil
    case .stale(let age):
      statistics.connectionIDAges.count(age: age)
      return .droppedStaleID
    case .future: return .droppedFutureID
    case .foreign: return .droppedForeignID
    }
  }

  /// Tells a proven source what is wrong with its request.
  func refuse(_ refusal: Refusal, _ header: RequestHeader, _ reply: inout MutableRawSpan) -> Response {
    let length = ReplyEncoder.error(refusal.message, transactionID: header.transactionID, into: &reply)
    return Response(refusal.outcome, length: length)
  }
}
