// Who keeps the tracker's state: regularly while it serves, and once more at its end.
internal import LinuxIO
internal import Swarms
internal import Systemd
internal import TrackerCore

/// Has the workers write the state down, and brings it to the places where it outlives the process.
///
/// In the descriptor store it outlives the process, and on disk the machine's run, too. Without either nothing is written.
struct StateKeeper: ~Copyable {
  /// What a stop may take, in microseconds, on top of the unit's TimeoutStopSec=: a disk may be slow.
  private static let stopMicroseconds: UInt64 = 60_000_000
  /// How long the service manager may take to read what it is given, in microseconds.
  private static let storeMicroseconds: UInt64 = 5_000_000

  private let tracker: Tracker
  private let disk: StateDisk?
  private let notifier = ServiceNotifier()
  private let milliseconds: UInt64
  /// The name under which the last state is stored, if one is.
  private var storedName: String?
  /// The round that the workers are at.
  private var round: SavingRound?
  /// The announces that the last round knew of; nil if it did not get to every place, so that the next one is for certain.
  private var savedAnnounces: UInt64? = 0
  /// When to begin a round, in milliseconds of the supervisor's clock.
  private(set) var due: UInt64
  private var diskThreads = ThreadGroup()
  /// Places that failed last time; what fails again is not said again.
  private var failing: [StateKeepingPlace] = []

  /// A keeper for a tracker that has begun with `inherited`, if with anything; nothing is kept where `settings` want it so.
  init(
    _ tracker: Tracker, disk: StateDisk?, settings: StateSettings, inherited: EarlierState?, storedNames: [String],
    milliseconds now: UInt64
  ) {
    self.tracker = tracker
    self.disk = disk
    milliseconds = UInt64(settings.snapshotInterval) * 1000
    let isKept = !settings.isEphemeral && (notifier.isSupervised || disk != nil)
    due = isKept ? now + milliseconds : .max
    if case .descriptorStore(let name)? = inherited?.source { storedName = name }
    for name in storedNames where name != storedName { remove(name) }
    if isKept, storedName == nil { storeFirst(inherited) }
  }

  private var isKept: Bool { due != .max }

  /// Stores the state that the tracker begins with, so that the keys outlive the process from its first moment on.
  private mutating func storeFirst(_ inherited: EarlierState?) {
    guard notifier.isSupervised else { return }
    if let inherited { return store(inherited.memory) }
    do throws(Errno) {
      let round = try SavingRound(savers: 0, milliseconds: 0)
      _ = try seal(round, SwarmTotals())
      store(round.memory)
    } catch {
      note(error, at: .memory)
    }
  }
}

// While the tracker serves.
extension StateKeeper {
  /// Begins a round if it is due and anything has changed.
  mutating func begin(at now: UInt64, announces: UInt64) {
    guard now >= due else { return }
    due = now + milliseconds
    // A round that is not complete by now, or a disk that is not, will be.
    guard announces != savedAnnounces, round == nil, !(disk?.isSaving ?? false) else { return }
    do throws(Errno) {
      let round = try SavingRound(savers: tracker.workerCount, milliseconds: now)
      self.round = round
      savedAnnounces = announces
      tracker.begin(round)
    } catch {
      note(error, at: .memory)
    }
  }

  /// Looks whether the workers have completed a round, or the disk has ended.
  mutating func hearNews(at now: UInt64, totals: SwarmTotals) {
    hearDisk()
    guard let round, round.isComplete else { return }
    self.round = nil
    tracker.endRound()
    do throws(Errno) {
      let bytes = try seal(round, totals)
      note(nil, at: .memory)
      store(round.memory)
      if tracker.settings.isDebug {
        tracker.log.record(.statePrepared(totals, bytes: bytes, milliseconds: now - round.startedAt))
      }
    } catch {
      return note(error, at: .memory)
    }
    guard let disk else { return }
    do throws(Errno) {
      try disk.saveAside(round, threads: &diskThreads) { [tracker] in tracker.news.signal() }
    } catch {
      note(error, at: .disk)
    }
  }

  private mutating func hearDisk() {
    guard case .ended(let failure)? = disk?.takeResult() else { return }
    diskThreads.join()
    note(failure, at: .disk)
  }
}

// At the end.
extension StateKeeper {
  /// Keeps the state for good; to be called when no worker runs any more.
  mutating func keepLast() {
    guard isKept else { return }
    askForTime()
    diskThreads.join()
    _ = disk?.takeResult()
    let start = MonotonicClock.nanoseconds
    let totals = tracker.swarms.totals()
    do throws(Errno) {
      let round = try SavingRound(savers: tracker.workerCount, milliseconds: 0)
      saveAll(round)
      let bytes = try seal(round, totals)
      store(round.memory)
      // What the service manager has not read when the process ends, it may not take from a stranger.
      do throws(SystemdError) {
        try notifier.waitUntilRead(timeoutMicroseconds: Self.storeMicroseconds)
      } catch {
        note(Errno(rawValue: error.errorNumber), at: .descriptorStore)
      }
      if let disk {
        do throws(Errno) {
          try disk.save(round.memory)
          note(nil, at: .disk)
        } catch {
          note(error, at: .disk)
        }
      }
      let milliseconds = (MonotonicClock.nanoseconds - start) / 1_000_000
      if isInSomePlace { tracker.log.record(.stateKept(totals, bytes: bytes, milliseconds: milliseconds)) }
    } catch {
      note(error, at: .memory)
    }
  }

  /// Whether a place has taken the state that it was offered last.
  private var isInSomePlace: Bool {
    notifier.isSupervised && !failing.contains(.descriptorStore) || disk != nil && !failing.contains(.disk)
  }

  /// Tells the service manager that this may take longer than its timeout; it may not hear of it, and wait less.
  private func askForTime() {
    do throws(SystemdError) {
      try notifier.send(.extendTimeout(microseconds: Self.stopMicroseconds))
    } catch {
      tracker.log.record(.serviceManagerUnreachable(error))
    }
  }

  /// Writes all tables down, on as many threads as have served them.
  private func saveAll(_ round: SavingRound) {
    let tracker = tracker
    var threads = ThreadGroup()
    for share in 0..<tracker.workerCount {
      let saveShare: @Sendable () -> Void = {
        var saver = SectionSaver(share: share, of: tracker.workerCount)
        saver.begin(round)
        while saver.isBusy { _ = saver.step(tracker.swarms) }
      }
      do throws(Errno) { try threads.start(named: "save-\(share)", saveShare) } catch { saveShare() }
    }
    threads.join()
  }
}

// The places.
extension StateKeeper {
  private func seal(_ round: SavingRound, _ totals: SwarmTotals) throws(Errno) -> UInt64 {
    try round.seal(
      tracker.clock.moment, secret: tracker.ownSecret, digestKey: tracker.swarms.digestKey, totals: totals)
  }

  /// Puts a state into the descriptor store in place of the last one, which is there until the new one is.
  @inline(never)
  private mutating func store(_ memory: borrowing MemoryFile) {
    guard notifier.isSupervised else { return }
    let name = StateSource.storedNames.first { $0 != storedName } ?? StateSource.storedNames[0]
    do throws(SystemdError) {
      try notifier.store([memory.descriptor], name: name)
    } catch {
      return note(Errno(rawValue: error.errorNumber), at: .descriptorStore)
    }
    note(nil, at: .descriptorStore)
    if let storedName { remove(storedName) }
    storedName = name
  }

  private mutating func remove(_ name: String) {
    do throws(SystemdError) {
      try notifier.removeStored(name: name)
    } catch {
      note(Errno(rawValue: error.errorNumber), at: .descriptorStore)
    }
  }

  /// Says that a place failed, or that it works again; the same is not said twice.
  @inline(never)
  private mutating func note(_ failure: Errno?, at place: StateKeepingPlace) {
    if failure != nil { savedAnnounces = nil }
    let known = failing.firstIndex(of: place)
    if let failure, known == nil {
      failing.append(place)
      tracker.log.record(.stateNotKept(place.text(disk?.path), failure))
    } else if failure == nil, let known {
      failing.remove(at: known)
      tracker.log.record(.stateKeptAgain(place.text(disk?.path)))
    }
  }
}

/// What can fail when a state is kept.
enum StateKeepingPlace: Equatable, Sendable {
  case memory, descriptorStore, disk

  /// The place in an operator's words.
  fileprivate func text(_ path: String?) -> String {
    switch self {
    case .memory: "memory"
    case .descriptorStore: "the descriptor store"
    case .disk: path ?? "the disk"
    }
  }
}
