// The counters of a worker.
public import TrackerProtocol

/// Counters since the start of the worker that owns them.
public struct Statistics: Sendable {
  private var outcomes = InlineArray<14, UInt64>(repeating: 0)
  private var latestSources = InlineArray<14, Endpoint>(
    repeating: Endpoint(address: IPAddress(high: 0, low: 0), port: 0))
  /// Datagrams over IPv6, and those of them that were dropped.
  var ipv6Datagrams: UInt64 = 0
  private var ipv6Drops: UInt64 = 0
  /// Ages of the connection ids seen that this tracker issued.
  public internal(set) var connectionIDAges = AgeHistogram()

  /// Counters at zero. Traps unless there is one for each outcome.
  public init() {
    precondition(outcomes.count == Outcome.allCases.count)
  }

  /// How many datagrams had an outcome.
  public subscript(outcome: Outcome) -> UInt64 { outcomes[Int(outcome.rawValue)] }

  /// All datagrams.
  public var datagrams: UInt64 { sum { _ in true } }

  /// Datagrams without a reply.
  public var drops: UInt64 { sum { $0.isDrop } }

  /// Where the latest datagram that was dropped or refused for a reason came from; of no meaning if there was none.
  public func latestSource(of outcome: Outcome) -> Endpoint { latestSources[Int(outcome.rawValue)] }

  @inline(__always)
  mutating func count(_ outcome: Outcome, from source: Endpoint) {
    outcomes[Int(outcome.rawValue)] &+= 1
    guard outcome.isDrop || outcome.isRefusal else { return }
    latestSources[Int(outcome.rawValue)] = source
    if outcome.isDrop, source.address.family == .ipv6 { ipv6Drops &+= 1 }
  }

  /// Datagrams over IPv6 that were answered, if only with an error.
  public var ipv6Answers: UInt64 { ipv6Datagrams &- ipv6Drops }

  private func sum(where isCounted: (Outcome) -> Bool) -> UInt64 {
    Outcome.allCases.reduce(0) { isCounted($1) ? $0 + self[$1] : $0 }
  }

  /// Adds another worker's counters.
  public static func += (left: inout Statistics, right: Statistics) {
    for outcome in Outcome.allCases where right[outcome] > 0 {
      left.outcomes[Int(outcome.rawValue)] &+= right[outcome]
      left.latestSources[Int(outcome.rawValue)] = right.latestSource(of: outcome)
    }
    left.ipv6Datagrams &+= right.ipv6Datagrams
    left.ipv6Drops &+= right.ipv6Drops
    left.connectionIDAges += right.connectionIDAges
  }
}

/// How old connection ids are when they come back, so that an operator can choose their accepted age with data.
public struct AgeHistogram: Sendable {
  /// The upper bounds of the classes, in seconds; one more class is beyond the last.
  public static let bounds: [UInt32] = [60, 120, 300, 600, 1800, 3600, 7200]

  private var counts = InlineArray<8, UInt64>(repeating: 0)

  /// How many ids fell into a class: up to and including its bound.
  public subscript(index: Int) -> UInt64 { counts[index] }

  @inline(__always)
  mutating func count(age: UInt32) {
    // Written out: an array of bounds would be a load and a reference count on the way of every request.
    let index =
      age <= 60
      ? 0
      : age <= 120 ? 1 : age <= 300 ? 2 : age <= 600 ? 3 : age <= 1800 ? 4 : age <= 3600 ? 5 : age <= 7200 ? 6 : 7
    counts[index] &+= 1
  }

  static func += (left: inout AgeHistogram, right: AgeHistogram) {
    for index in 0..<8 { left.counts[index] &+= right.counts[index] }
  }
}
