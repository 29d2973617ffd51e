// Fills a lane's window with requests.
internal import CLinux
internal import LinuxIO
internal import TrackerProtocol

/// What a lane needs of the run to make requests; owned by the engine, lent for each round.
struct RequestSource: ~Copyable {
  let population: Population
  /// What announces ask for; negative for the tracker's default.
  let wantedPeers: Int32
  var random: SplitMix
  var batch: RequestBatch

  init(population: Population, wantedPeers: Int32, seed: UInt64) {
    self.population = population
    self.wantedPeers = wantedPeers
    random = SplitMix(seed: seed)
    batch = RequestBatch(wantedPeers: wantedPeers)
  }

  /// The most peers an answer may hold. What a tracker gives by default is its own choice, up to what fits a packet.
  var peerLimit: Int { wantedPeers < 0 ? 200 : Int(wantedPeers) }
}

extension Lane {
  /// Sends as many requests as the window has room for and the workload wants.
  mutating func send(_ workload: Workload, from source: inout RequestSource, tally: inout Tally) throws(LoadError) {
    var isGoing = true
    while isGoing {
      let now = MonotonicClock.nanoseconds
      var added = AddedRequests()
      while !source.batch.isFull, addRequest(workload, from: &source, at: now, to: &added) {}
      isGoing = source.batch.isFull
      let count = source.batch.count
      guard count > 0 else { return }
      let sent = source.batch.send(through: descriptor)
      added.count(sent, tally: &tally)
      guard sent < count else { continue }
      let error = clinux_errno()
      for place in sent..<count { takeBack(added[place]) }
      if sent == 0 { try Self.passIfHarmless(error) }
      return
    }
  }

  /// Forgets a request that the kernel did not take.
  private mutating func takeBack(_ transactionID: UInt32) {
    guard let request = window.close(transactionID), request.kind == .announce else { return }
    retries.append(request.peer)
  }

  /// Adds the next request to the batch; false if there is none to be made now.
  @inline(__always)
  private mutating func addRequest(
    _ workload: Workload, from source: inout RequestSource, at now: UInt64, to added: inout AddedRequests
  ) -> Bool {
    guard window.room > 0 else { return false }
    guard let id = connectionID else {
      // One at a time: the first answer is enough for all that follows.
      guard window.pendingCount == 0 else { return false }
      return addConnect(from: &source, at: now, to: &added)
    }
    switch workload {
    case .connecting, .settling: return false
    case .filling:
      guard let peer = nextUnfilled() else { return false }
      return addAnnounce(PeerEvent(peer: peer, event: .started), id, from: &source, at: now, to: &added)
    case .traffic(let mix): return addRandom(mix, id, from: &source, at: now, to: &added)
    }
  }

  private mutating func nextUnfilled() -> Int? {
    if let peer = retries.popLast() { return peer }
    guard filledCount < peerCount else { return nil }
    defer { filledCount += 1 }
    return peer(at: filledCount)
  }

  @inline(__always)
  private mutating func addRandom(
    _ mix: TrafficMix, _ id: UInt64, from source: inout RequestSource, at now: UInt64, to added: inout AddedRequests
  ) -> Bool {
    if source.random.happens(mix.stale) {
      let peer = peer(at: source.random.below(peerCount))
      source.batch.addAnnounce(
        ofPeer: peer, in: source.population, event: .none, connectionID: id ^ source.random.next() | 1,
        transactionID: RequestWindow.noPlace)
      added.append(RequestWindow.noPlace, .stale)
      return true
    }
    switch mix.kind(&source.random) {
    case .connect: return addConnect(from: &source, at: now, to: &added)
    case .announce:
      let peer = peer(at: source.random.below(peerCount))
      let announced = PeerEvent(peer: peer, event: mix.event(&source.random))
      return addAnnounce(announced, id, from: &source, at: now, to: &added)
    case .scrape: return addScrape(size: mix.scrapeSize, id, from: &source, at: now, to: &added)
    }
  }

  @inline(__always)
  private mutating func addConnect(
    from source: inout RequestSource, at now: UInt64, to added: inout AddedRequests
  ) -> Bool {
    let request = PendingRequest(kind: .connect, limit: 0, peer: -1, sentAt: now)
    guard let transactionID = window.open(request) else { return false }
    source.batch.addConnect(transactionID: transactionID)
    added.append(transactionID, .connect)
    return true
  }

  @inline(__always)
  private mutating func addAnnounce(
    _ announced: PeerEvent, _ id: UInt64, from source: inout RequestSource, at now: UInt64,
    to added: inout AddedRequests
  ) -> Bool {
    let request = PendingRequest(kind: .announce, limit: source.peerLimit, peer: announced.peer, sentAt: now)
    guard let transactionID = window.open(request) else { return false }
    source.batch.addAnnounce(
      ofPeer: announced.peer, in: source.population, event: announced.event, connectionID: id,
      transactionID: transactionID)
    added.append(transactionID, .announce)
    return true
  }

  @inline(__always)
  private mutating func addScrape(
    size: Int, _ id: UInt64, from source: inout RequestSource, at now: UInt64, to added: inout AddedRequests
  ) -> Bool {
    let request = PendingRequest(kind: .scrape, limit: size, peer: -1, sentAt: now)
    guard let transactionID = window.open(request) else { return false }
    // The popular torrents are asked for more often, as they are announced more often.
    var random = source.random
    source.batch.addScrape(size: size, connectionID: id, transactionID: transactionID) {
      [population = source.population] in
      population.torrent(ofPeer: random.below(population.peerCount))
    }
    source.random = random
    added.append(transactionID, .scrape)
    return true
  }
}

/// A peer by its number, and what it announces.
private struct PeerEvent {
  var peer: Int
  var event: AnnouncedEvent
}
