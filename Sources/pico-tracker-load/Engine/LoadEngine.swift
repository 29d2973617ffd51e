// The closed loop of a run: every socket keeps its window full, and a new request goes out for each that ends.
internal import LinuxIO
internal import TrackerProtocol

/// Where the load goes and how much of it is under way at once.
struct LoadTarget {
  var port: UInt16
  var sockets: Int
  /// The share of the sockets, and so of the peers, that speak IPv6.
  var ipv6Share: Double
  /// Requests under way per socket.
  var window: Int
  /// When a request counts as lost, in milliseconds.
  var timeoutMilliseconds: Int

  /// The family of a socket: IPv6 for the first ones, as many as are its share.
  func family(ofSocket index: Int) -> AddressFamily {
    index < Int((Double(sockets) * ipv6Share).rounded()) ? .ipv6 : .ipv4
  }
}

/// Runs workloads against one tracker.
struct LoadEngine: ~Copyable {
  /// How often requests are given up and progress is shown, in nanoseconds.
  private static let housekeepingInterval: UInt64 = 50_000_000
  /// How long the first connects are repeated before the tracker counts as silent, in nanoseconds.
  private static let connectPatience: UInt64 = 5_000_000_000

  private(set) var tally = Tally()
  private var lanes: [Lane]
  private var source: RequestSource
  private var incoming = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: false)
  private var poller: Poller
  private let timeout: UInt64
  private let port: UInt16
  /// Called now and then while a workload runs.
  private let progress: (borrowing Tally) -> Void

  init(
    _ target: LoadTarget, population: Population, wantedPeers: Int32, seed: UInt64,
    progress: @escaping (borrowing Tally) -> Void
  ) throws(LoadError) {
    let lanes = try Self.lanes(target, peerCount: population.peerCount)
    poller = try Poller.watching(lanes.map(\.descriptor))
    self.lanes = lanes
    source = RequestSource(population: population, wantedPeers: wantedPeers, seed: seed)
    timeout = UInt64(target.timeoutMilliseconds) * 1_000_000
    port = target.port
    self.progress = progress
  }

  private static func lanes(_ target: LoadTarget, peerCount: Int) throws(LoadError) -> [Lane] {
    var lanes: [Lane] = []
    for index in 0..<target.sockets {
      lanes.append(try Lane(index, of: target, peerCount: peerCount))
    }
    return lanes
  }

  /// Gets a connection id for every socket.
  mutating func connect() throws(LoadError) {
    try run(.connecting, until: MonotonicClock.nanoseconds + Self.connectPatience)
    guard lanes.allSatisfy({ $0.isDone(with: .connecting) }) else {
      throw LoadError(
        "UDP port \(port) does not answer connects; is it a tracker that listens on both IP versions asked for?")
    }
  }

  /// Announces every peer once, and again those whose announce was lost.
  mutating func fill() throws(LoadError) { try run(.filling, until: .max) }

  /// Sends random requests for a while. The counts begin anew, and are those of this time alone.
  mutating func measure(_ mix: TrafficMix, nanoseconds: UInt64) throws(LoadError) {
    tally = Tally()
    try run(.traffic(mix), until: MonotonicClock.nanoseconds + nanoseconds)
  }

  /// Waits for what is still under way.
  mutating func settle() throws(LoadError) { try run(.settling, until: MonotonicClock.nanoseconds + timeout) }

  private mutating func run(_ workload: Workload, until end: UInt64) throws(LoadError) {
    var nextHousekeeping: UInt64 = 0
    while true {
      let now = MonotonicClock.nanoseconds
      if now >= nextHousekeeping {
        try keepHouse(workload, now)
        if lanes.allSatisfy({ $0.isDone(with: workload) }) { return }
        nextHousekeeping = now + Self.housekeepingInterval
      }
      if now >= end { return }
      try serveReadyLanes(workload)
    }
  }

  private mutating func serveReadyLanes(_ workload: Workload) throws(LoadError) {
    try poller.waitForSockets(milliseconds: 10)
    for ready in 0..<poller.readyCount {
      let index = Int(poller.token(at: ready))
      try lanes[index].receive(with: &incoming, tally: &tally)
      try lanes[index].send(workload, from: &source, tally: &tally)
    }
  }

  /// Gives up old requests, and gets every lane going that has come to a standstill.
  private mutating func keepHouse(_ workload: Workload, _ now: UInt64) throws(LoadError) {
    for index in lanes.indices {
      lanes[index].expire(sentBefore: now > timeout ? now - timeout : 0, workload: workload, tally: &tally)
      try lanes[index].send(workload, from: &source, tally: &tally)
    }
    progress(tally)
  }
}
