// The mix of requests: which kinds, and how many of each.
internal import TrackerProtocol

/// The three requests of BEP 15; the raw value is the action's code.
enum RequestKind: Int, CaseIterable {
  case connect, announce, scrape

  var action: Action {
    switch self {
    case .connect: .connect
    case .announce: .announce
    case .scrape: .scrape
    }
  }
}

/// How many of the announces report something; the rest report nothing.
struct EventShares {
  var started = 0.0
  var completed = 0.0
  var stopped = 0.0
}

/// The proportions of the traffic, as thresholds: one random number decides each question.
struct TrafficMix {
  /// Info hashes per scrape.
  let scrapeSize: Int
  /// What announces ask for; negative for the tracker's default.
  let wantedPeers: Int32
  /// The chance that the next request has a connection id the tracker never gave out.
  let stale: Chance
  private let connect: UInt64
  private let announce: UInt64
  private let started: UInt64
  private let completed: UInt64
  private let stopped: UInt64

  /// - Parameters:
  ///   - weights: connects, announces and scrapes relative to each other; not all 0.
  ///   - staleShare: of all requests, those with a stale id; below 1.
  init(
    weights: (connect: Double, announce: Double, scrape: Double), events: EventShares = EventShares(),
    wantedPeers: Int32 = 50, scrapeSize: Int = 10, staleShare: Double = 0
  ) {
    let sum = weights.connect + weights.announce + weights.scrape
    connect = Chance(weights.connect / sum).threshold
    announce = Chance((weights.connect + weights.announce) / sum).threshold
    started = Chance(events.started).threshold
    completed = Chance(events.started + events.completed).threshold
    stopped = Chance(events.started + events.completed + events.stopped).threshold
    self.wantedPeers = wantedPeers
    self.scrapeSize = scrapeSize
    stale = Chance(staleShare)
  }

  /// Decides what the next request is.
  @inline(__always)
  func kind(_ random: inout SplitMix) -> RequestKind {
    let number = random.next() >> 32
    return number < connect ? .connect : number < announce ? .announce : .scrape
  }

  /// Decides what the next announce reports.
  @inline(__always)
  func event(_ random: inout SplitMix) -> AnnouncedEvent {
    let number = random.next() >> 32
    return number < started ? .started : number < completed ? .completed : number < stopped ? .stopped : .none
  }
}

/// The codes of BEP 15's events, for writing; TrackerProtocol only reads them.
enum AnnouncedEvent: UInt32 {
  case none, completed, started, stopped
}
