// A worker thread: answers datagrams, and keeps its share of the tables free of silent peers.
internal import LinuxIO
internal import Snapshots
internal import TrackerCore
internal import TrackerProtocol

/// Serves its sockets until the tracker stops; runs each batch to its end.
struct Worker: ~Copyable {
  /// Milliseconds an idle worker sleeps before it looks after expiry.
  private static let idleMilliseconds: Int32 = 250
  /// Batches taken from one socket before the others are looked at.
  private static let batchesPerTurn = 4
  /// Milliseconds between two publications of the counters: fewer than an idle worker sleeps, so that each round of it tells
  /// the watchdog of progress.
  private static let publicationMilliseconds: UInt64 = 200
  /// Milliseconds between two rounds that only a machine that slept, or a stopped process, lets go by.
  private static let absenceMilliseconds: UInt64 = 5000
  /// The sources of events that a worker waits for, as the poller names them: 0 is the end of the tracker, then come the sockets.
  private enum WorkerToken {
    case stop
    case socket(Int)

    init(_ number: UInt64) { self = number == 0 ? .stop : .socket(Int(number - 1)) }

    var number: UInt64 {
      switch self {
      case .stop: 0
      case .socket(let index): UInt64(index) + 1
      }
    }
  }

  private let number: Int
  private let tracker: Tracker
  private var poller: Poller
  private var batch = DatagramBatch()
  private var responder: Responder
  private var expiry: ExpirySchedule
  private var snapshotWriter: SectionWriter
  /// The number of the snapshot that the worker has begun last.
  private var snapshotNumber: UInt32
  private var report = WorkerReport()
  /// Grows while debugging only.
  private var times = StepTimes()
  /// What writing the log took, of the processor time since the worker began, in nanoseconds.
  private var loggingTime: UInt64 = 0
  private var publishedAt: Instant
  /// The version of the settings that the worker follows.
  private var settingsVersion: UInt32
  private var isDebug: Bool
  private var isStopping = false

  private init(
    _ number: Int, of tracker: Tracker, waitingAt poller: consuming Poller, randomSeed: UInt64
  ) {
    let now = tracker.clock.now
    settingsVersion = tracker.settings.version
    let settings = tracker.settings.current
    isDebug = settings.isDebug
    self.number = number
    self.tracker = tracker
    self.poller = poller
    responder = Responder(policy: settings.policy, secret: tracker.secret, randomSeed: randomSeed)
    expiry = ExpirySchedule(worker: number, of: tracker.workerCount, interval: settings.interval, at: now)
    snapshotWriter = SectionWriter(share: number, of: tracker.workerCount)
    snapshotNumber = tracker.handover.number
    publishedAt = now
  }

  /// A poller for the worker's sockets and for the end.
  private static func makePoller(_ number: Int, _ tracker: Tracker) throws(Errno) -> Poller {
    let poller = try Poller()
    try poller.add(tracker.stop.descriptor, token: WorkerToken.stop.number)
    for socket in tracker.listeners.indices(forWorker: number, of: tracker.workerCount) {
      let descriptor = tracker.listeners.sockets[socket.index].descriptor
      try poller.add(descriptor, token: WorkerToken.socket(socket.index).number, isShared: socket.isShared)
    }
    return poller
  }

  /// The life of a worker's thread.
  static func serve(_ number: Int, of tracker: Tracker) {
    do throws(Errno) {
      let poller = try makePoller(number, tracker)
      var worker = Worker(number, of: tracker, waitingAt: poller, randomSeed: try SystemRandom.word())
      try worker.run()
    } catch {
      tracker.noteFailure(error)
    }
  }

  /// Serves until the tracker stops, and publishes the final counters.
  private mutating func run() throws(Errno) {
    var isExpiryBehind = false
    publish(at: tracker.clock.now)
    tracker.noteServing()
    var lastRound = tracker.clock.now
    while !isStopping {
      _ = try poller.wait(milliseconds: isExpiryBehind || snapshotWriter.isBusy ? 0 : Self.idleMilliseconds)
      let now = tracker.clock.now
      if now.milliseconds &- lastRound.milliseconds >= Self.absenceMilliseconds { catchUp(at: now) }
      lastRound = now
      try serveReady()
      if tracker.settings.version != settingsVersion { followSettings() }
      isExpiryBehind = isDebug ? timedExpiry(at: now) : expiry.step(at: now, swarms: tracker.swarms)
      if tracker.handover.number != snapshotNumber { beginSnapshot() }
      if snapshotWriter.isBusy { writeSnapshot() }
      if now.milliseconds &- publishedAt.milliseconds >= Self.publicationMilliseconds { publish(at: now) }
    }
    publish(at: tracker.clock.now)
    let times = times
    tracker.stepTimes.withLock { $0.add(times) }
  }

  /// Removes the peers that fell silent while nobody ran, before anybody is told of them.
  @inline(never)
  private mutating func catchUp(at now: Instant) {
    while expiry.step(at: now, swarms: tracker.swarms) {}
  }

  private mutating func serveReady() throws(Errno) {
    for index in 0..<poller.readyCount {
      switch WorkerToken(poller.token(at: index)) {
      case .stop: isStopping = true
      case .socket(let socket): try serve(socket: socket)
      }
    }
  }

  /// Answers what waits at one socket, a few batches at the most.
  @_optimize(speed)
  private mutating func serve(socket index: Int) throws(Errno) {
    for _ in 0..<Self.batchesPerTurn {
      let isTimed = isDebug
      let start = isTimed ? workingTime : 0
      let count = try batch.receive(from: tracker.listeners.sockets[index])
      // After the datagrams have come: one that was sent when a reload was over is answered by its settings.
      if tracker.settings.version != settingsVersion { followSettings() }
      let received = isTimed ? workingTime : 0
      answerBatch()
      if isTimed, count > 0 { times.answers.record(workingTime &- received) }
      let sent = batch.send(through: tracker.listeners.sockets[index])
      report.count(sent)
      if isTimed, count > 0 { times.batches.record(workingTime &- start) }
      if count < DatagramBatch.capacity { return }
      // Whoever waited in vain for room in a send buffer looks elsewhere first: others wait, or the tracker is to stop.
      if sent.lost > 0 { return }
    }
  }

  @_optimize(speed)
  private mutating func answerBatch() {
    let now = tracker.clock.now
    for index in 0..<batch.count {
      guard !batch.isTruncated(at: index) else {
        responder.dropTruncated(from: Endpoint(batch.source(at: index)))
        continue
      }
      let destination = Endpoint(batch.localAddress(at: index))
      batch.respond(to: index) { datagram, sender, reply in
        let source = Endpoint(sender)
        let arrival = Arrival(from: source, at: destination, now: now)
        let response = responder.respond(to: datagram, arrival, swarms: tracker.swarms, reply: &reply)
        if isDebug, !response.outcome.isDrop {
          let start = ProcessorTime.threadNanoseconds
          Self.logRequest(datagram, source, response, &reply, tracker.log)
          loggingTime &+= ProcessorTime.threadNanoseconds &- start
        }
        return response.length
      }
    }
  }

  /// The processor time that this thread has used, without that for the log; in nanoseconds.
  private var workingTime: UInt64 { ProcessorTime.threadNanoseconds &- loggingTime }

  @inline(never)
  private mutating func timedExpiry(at now: Instant) -> Bool {
    let start = workingTime
    let slices = expiry.slices
    let isBehind = expiry.step(at: now, swarms: tracker.swarms)
    if expiry.slices != slices { times.expiry.record(workingTime &- start) }
    return isBehind
  }

  @inline(never)
  private static func logRequest(
    _ datagram: Span<UInt8>, _ source: Endpoint, _ response: Response, _ reply: inout MutableRawSpan, _ log: Log
  ) {
    // Unsafe: only the copying, which stays within the span; the log gets an array of its own.
    let bytes = unsafe reply.withUnsafeBytes { unsafe Array($0.prefix(response.length)) }
    let text = RequestLine.text(for: datagram, from: source, response: response, reply: bytes.span)
    let infoHash = response.outcome == .announced ? AnnounceRequest(datagram)?.infoHash : nil
    log.record(.request(text, from: source, infoHash: infoHash))
  }

  /// Takes over what a reload has changed.
  @inline(never)
  private mutating func followSettings() {
    settingsVersion = tracker.settings.version
    let settings = tracker.settings.current
    isDebug = settings.isDebug
    responder.policy = settings.policy
    expiry.adopt(interval: settings.interval)
  }

  /// Begins to write the worker's share of a new snapshot.
  private mutating func beginSnapshot() {
    snapshotNumber = tracker.handover.number
    if let assembly = tracker.handover.current { snapshotWriter.begin(assembly) }
  }

  /// Writes a slice of the snapshot.
  private mutating func writeSnapshot() {
    let start = isDebug ? workingTime : 0
    if snapshotWriter.step(tracker) { tracker.wakeSupervisor() }
    if isDebug { times.snapshots.record(workingTime &- start) }
  }

  private mutating func publish(at now: Instant) {
    publishedAt = now
    report.rounds &+= 1
    report.statistics = responder.statistics
    report.totals = tracker.swarms.totals(ofShare: number, of: tracker.workerCount)
    let current = report
    tracker.reports.withLock(at: number) { $0 = current }
    // The machines' clocks are set now and then, each by itself.
    if tracker.isSecretShared { responder.useSharedClock(aheadBySeconds: tracker.clock.secondsToTimeOfDay) }
  }
}

extension LiveSettings {
  /// What of the settings concerns the core.
  fileprivate var policy: TrackerPolicy {
    TrackerPolicy(interval: interval, connectionIDMaxAge: connectionIDMaxAge)
  }
}

extension Endpoint {
  /// The tracker's view of a socket address.
  @inline(__always)
  init(_ address: SocketAddress) {
    self.init(address: IPAddress(high: address.high, low: address.low), port: address.port)
  }
}
