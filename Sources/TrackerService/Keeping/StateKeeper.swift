// Who keeps the tracker's state: regularly while it serves, and once more at its end.
internal import LinuxIO
internal import Swarms
internal import Systemd
internal import TrackerCore

/// Has the workers write the state down, and brings it to the places where it outlives the process.
///
/// In the descriptor store it outlives the process, and on disk the machine's run, too. Without either nothing is written.
struct StateKeeper: ~Copyable {
  /// What a stop may take from now on, in microseconds, in place of the unit's TimeoutStopSec=: a disk may be slow.
  private static let stopMicroseconds: UInt64 = 60_000_000

  private let tracker: Tracker
  private var places: StatePlaces
  private let milliseconds: UInt64
  /// The round that the workers are at.
  private var round: SavingRound?
  /// The announces that the last round knew of.
  private var savedAnnounces: UInt64 = 0
  /// When to begin a round, in milliseconds of the supervisor's clock.
  private(set) var due: UInt64

  /// A keeper for a tracker that has begun with `inherited`, if with anything; nothing is kept where `settings` want it so.
  init(
    _ tracker: Tracker, disk: StateDisk?, settings: StateSettings, inherited: EarlierState?, storedNames: [String],
    milliseconds now: UInt64
  ) {
    self.tracker = tracker
    places = StatePlaces(disk: disk, storedNames: storedNames, log: tracker.log)
    milliseconds = UInt64(settings.snapshotInterval) * 1000
    let isKept = !settings.isEphemeral && places.exist
    due = isKept ? now + milliseconds : .max
    if !isKept {
      places.forgetStored()
    } else if case .descriptorStore(let name)? = inherited?.source {
      places.forgetStored(but: name)
    } else {
      storeFirst(inherited)
    }
  }

  private var isKept: Bool { due != .max }

  /// Keeps the state that the tracker begins with, so that the keys outlive the process from its first moment on.
  private mutating func storeFirst(_ inherited: EarlierState?) {
    // From the disk, so it is there.
    if let inherited { return places.store(inherited.memory) }
    do throws(Errno) {
      let round = try SavingRound(savers: 0, milliseconds: 0)
      _ = try seal(round, SwarmTotals())
      places.store(round.memory)
      places.saveAside(round) { [tracker] in tracker.news.signal() }
    } catch {
      places.note(error, at: .memory)
    }
  }

  @inline(never)
  private func seal(_ round: SavingRound, _ totals: SwarmTotals) throws(Errno) -> UInt64 {
    try round.seal(
      tracker.clock.moment, secret: tracker.ownSecret, digestKey: tracker.swarms.digestKey, totals: totals)
  }
}

// While the tracker serves.
extension StateKeeper {
  /// Begins a round if it is due, and if anything has changed or the last state did not get to every place.
  mutating func begin(at now: UInt64, announces: UInt64) {
    guard now >= due else { return }
    due = now + milliseconds
    // A round that is not complete by now will be.
    guard announces != savedAnnounces || places.hasFailed, round == nil else { return }
    places.hasFailed = false
    do throws(Errno) {
      let round = try SavingRound(savers: tracker.workerCount, milliseconds: now)
      self.round = round
      savedAnnounces = announces
      tracker.begin(round)
    } catch {
      places.note(error, at: .memory)
    }
  }

  /// Looks whether the workers have completed a round, or the disk has ended.
  mutating func hearNews(at now: UInt64, totals: SwarmTotals) {
    places.hearDisk()
    guard let round, round.isComplete else { return }
    self.round = nil
    tracker.endRound()
    do throws(Errno) {
      let bytes = try seal(round, totals)
      places.note(nil, at: .memory)
      if tracker.settings.current.isDebug {
        tracker.log.record(.statePrepared(totals, bytes: bytes, milliseconds: now - round.startedAt))
      }
    } catch {
      return places.note(error, at: .memory)
    }
    places.store(round.memory)
    places.saveAside(round) { [tracker] in tracker.news.signal() }
  }
}

// At the end.
extension StateKeeper {
  /// Keeps the state for good; to be called when no worker runs any more.
  mutating func keepLast() {
    guard isKept else { return }
    askForTime()
    round = nil
    tracker.endRound()
    let start = MonotonicClock.nanoseconds
    let totals = tracker.swarms.totals()
    let bytes: UInt64
    do throws(Errno) {
      let round = try SavingRound(savers: tracker.workerCount, milliseconds: 0)
      saveAll(round)
      bytes = try seal(round, totals)
      places.store(round.memory)
      places.waitUntilStored()
      places.waitForDisk()
      places.save(round.memory)
    } catch {
      return places.note(error, at: .memory)
    }
    let milliseconds = (MonotonicClock.nanoseconds - start) / 1_000_000
    if places.haveTaken { tracker.log.record(.stateKept(totals, bytes: bytes, milliseconds: milliseconds)) }
  }

  /// Tells the service manager that this may take longer than its timeout; it may not hear of it, and wait less.
  private func askForTime() {
    do throws(SystemdError) {
      try ServiceNotifier().send(.extendTimeout(microseconds: Self.stopMicroseconds))
    } catch {
      tracker.log.record(.serviceManagerUnreachable(error))
    }
  }

  /// Writes all tables down, on as many threads as have served them.
  private func saveAll(_ round: SavingRound) {
    tracker.forEachShare(threadsNamed: "save") { [tracker] share in
      var saver = SectionSaver(share: share, of: tracker.workerCount)
      saver.begin(round)
      while saver.isBusy { _ = saver.step(tracker.swarms) }
    }
  }
}
