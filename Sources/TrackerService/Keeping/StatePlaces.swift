// The places in which a state outlives the process, and which of them work.
internal import LinuxIO
internal import Systemd

/// The service manager's descriptor store and the disk, as far as the tracker has them. What fails is logged, once until it works
/// again, and never stops the tracker.
struct StatePlaces: ~Copyable {
  /// A step on a state's way that can fail.
  enum Place: Equatable, Sendable {
    case memory, descriptorStore, disk
  }

  /// How long the service manager may take to read what it is given, in microseconds.
  private static let readMicroseconds: UInt64 = 5_000_000

  /// States that a busy disk may miss before it counts as one that does not work.
  private static let diskPatience = 3

  private let log: Log
  private let disk: StateDisk?
  private let notifier = ServiceNotifier()
  /// The names in the descriptor store that are taken.
  private var storedNames: [String]
  private var diskThreads = ThreadGroup()
  /// States in a row that the disk was too busy for.
  private var diskSkips = 0
  private var failing: [Place] = []
  /// Whether anything has failed since this was last set to false.
  var hasFailed = false

  /// The places of a tracker to which the service manager has passed descriptors of these names.
  init(disk: StateDisk?, storedNames: [String], log: Log) {
    self.disk = disk
    self.storedNames = storedNames
    self.log = log
  }

  /// Whether there is any.
  var exist: Bool { notifier.isSupervised || disk != nil }

  /// Whether one has taken what it was offered last.
  var haveTaken: Bool {
    notifier.isSupervised && !failing.contains(.descriptorStore) || disk != nil && !failing.contains(.disk)
  }

  /// Notes that something failed, or, with nil, that it worked.
  @inline(never)
  mutating func note(_ failure: Errno?, at place: Place) {
    let known = failing.firstIndex(of: place)
    if let failure {
      hasFailed = true
      guard known == nil else { return }
      failing.append(place)
      log.record(.stateNotKept(text(of: place), failure))
    } else if let known {
      failing.remove(at: known)
      log.record(.stateKeptAgain(text(of: place)))
    }
  }

  private func text(of place: Place) -> String {
    switch place {
    case .memory: "memory"
    case .descriptorStore: "the descriptor store"
    case .disk: disk?.path ?? "the disk"
    }
  }
}

// The descriptor store.
extension StatePlaces {
  /// Puts a state into the store in place of all others, which are there until the new one is.
  @inline(never)
  mutating func store(_ memory: borrowing MemoryFile) {
    guard notifier.isSupervised else { return }
    let free = StateSource.storedNames.first { !storedNames.contains($0) }
    let name = free ?? StateSource.storedNames[0]
    if free == nil { forget(name) }
    do throws(SystemdError) {
      try notifier.store([memory.descriptor], name: name)
    } catch {
      return note(error, at: .descriptorStore)
    }
    note(nil, at: .descriptorStore)
    storedNames.append(name)
    forgetStored(but: name)
  }

  /// Removes all states from the store but the one of this name.
  @inline(never)
  mutating func forgetStored(but kept: String? = nil) {
    for name in storedNames where name != kept { forget(name) }
  }

  private mutating func forget(_ name: String) {
    storedNames.removeAll { $0 == name }
    do throws(SystemdError) {
      try notifier.removeStored(name: name)
    } catch {
      note(error, at: .descriptorStore)
    }
  }

  private mutating func note(_ error: SystemdError, at place: Place) {
    note(Errno(rawValue: error.errorNumber), at: place)
  }

  /// Waits until the service manager has what it was given: from a process that has ended it might not take it.
  mutating func waitUntilStored() {
    do throws(SystemdError) {
      try notifier.waitUntilRead(timeoutMicroseconds: Self.readMicroseconds)
    } catch {
      note(error, at: .descriptorStore)
    }
  }
}

// The disk.
extension StatePlaces {
  /// Has another thread save a sealed round, which signals `news` at its end. A disk that is still at the last one is left alone,
  /// and does not hold up the other places.
  @inline(never)
  mutating func saveAside(_ round: SavingRound, news: @escaping @Sendable () -> Void) {
    guard let disk else { return }
    guard !disk.isSaving else { return skipDisk() }
    do throws(Errno) {
      try disk.saveAside(round, threads: &diskThreads, news: news)
    } catch {
      note(error, at: .disk)
    }
  }

  /// Leaves the disk out this time; a slow one catches up, and one that hangs is worth a word.
  private mutating func skipDisk() {
    hasFailed = true
    diskSkips += 1
    if diskSkips == Self.diskPatience { note(.timedOut, at: .disk) }
  }

  /// Hears how that ended, if it has.
  @inline(never)
  mutating func hearDisk() {
    guard case .ended(let failure)? = disk?.takeResult() else { return }
    diskThreads.join()
    diskSkips = 0
    note(failure, at: .disk)
  }

  /// Waits until no other thread is saving.
  mutating func waitForDisk() {
    diskThreads.join()
    hearDisk()
  }

  /// Saves a state, and returns once the disk has it.
  mutating func save(_ memory: borrowing MemoryFile) {
    guard let disk else { return }
    do throws(Errno) {
      try disk.save(memory)
      note(nil, at: .disk)
    } catch {
      note(error, at: .disk)
    }
  }
}
