// Taking snapshots: regularly while the tracker serves, and once more at its end.
internal import LinuxIO
public import Swarms
internal import Systemd
internal import TrackerCore

/// Has the workers write snapshots, and brings them to the places where they outlive the process.
///
/// In the descriptor store they outlive the process, and on disk the machine's run, too. Without either nothing is written.
public struct SnapshotTaker<Subject: SnapshotSubject>: ~Copyable {
  private let subject: Subject
  private var places: SnapshotPlaces
  private var marks: RestorationMarks
  /// Milliseconds between two snapshots.
  private let interval: UInt64
  /// The snapshot that the workers are at.
  private var assembly: SnapshotAssembly?
  /// The announces that the last snapshot knew of.
  private var announcesKnown: UInt64 = 0
  /// When to begin a snapshot, in milliseconds of the supervisor's clock; nil for never.
  public private(set) var due: UInt64?

  /// A taker for a tracker that looked for earlier snapshots; it does nothing before ``begin(after:at:)``.
  public init(_ subject: Subject, _ search: consuming SnapshotSearch, settings: SnapshotSettings) {
    self.subject = subject
    places = SnapshotPlaces(
      directory: search.directory, storedNames: search.storedNames, report: subject.snapshotReporter)
    marks = search.marks
    interval = UInt64(settings.interval) * 1000
    due = !settings.isEphemeral && places.exist ? interval : nil
  }

  /// Begins, at a moment of the supervisor's clock, with what the tracker knows: nothing, or what `restored` brought back.
  ///
  /// The keys outlive the process from here on; where nothing is to be kept, what is stored is removed.
  public mutating func begin(after restored: FoundSnapshot?, at now: UInt64) {
    marks.clear()
    guard due != nil else { return places.removeStored() }
    due = now + interval
    if case .descriptorStore(let name)? = restored?.place { return places.removeStored(but: name) }
    // From the disk, so it is there.
    if let restored { return places.store(restored.memory) }
    do throws(Errno) {
      let assembly = try SnapshotAssembly(writers: 0, milliseconds: 0)
      _ = try assembly.seal(subject)
      send(assembly)
    } catch {
      places.failures.note(error, at: .memory)
    }
  }

  /// Brings a sealed snapshot to its places.
  private mutating func send(_ assembly: SnapshotAssembly) {
    places.store(assembly.memory)
    places.saveAside(assembly) { [subject] in subject.wakeSupervisor() }
  }
}

// While the tracker serves.
extension SnapshotTaker {
  /// Begins a snapshot if it is due, and if anything has changed or the last one did not get to every place.
  public mutating func step(at now: UInt64, announces: UInt64) {
    guard let due, now >= due else { return }
    self.due = now + interval
    // One that is not complete by now will be.
    guard announces != announcesKnown || places.failures.haveOccurred, assembly == nil else { return }
    places.failures.haveOccurred = false
    do throws(Errno) {
      let assembly = try SnapshotAssembly(writers: subject.workerCount, milliseconds: now)
      self.assembly = assembly
      announcesKnown = announces
      subject.handover.begin(assembly)
    } catch {
      places.failures.note(error, at: .memory)
    }
  }

  /// Looks whether the workers have completed a snapshot, or the disk has ended; `totals` are the tracker's, for the report.
  public mutating func look(at now: UInt64, totals: SwarmTotals) {
    places.seeDisk()
    guard let assembly, assembly.isComplete else { return }
    self.assembly = nil
    subject.handover.end()
    do throws(Errno) {
      let bytes = try assembly.seal(subject)
      places.failures.note(nil, at: .memory)
      subject.snapshotReporter(.prepared(totals, bytes: bytes, milliseconds: now - assembly.startedAt))
    } catch {
      return places.failures.note(error, at: .memory)
    }
    send(assembly)
  }
}

// At the end.
extension SnapshotTaker {
  /// What a stop may take from now on, in microseconds, in place of the unit's TimeoutStopSec=: a disk may be slow.
  private var stopMicroseconds: UInt64 { 60_000_000 }

  /// Takes the last snapshot; to be called when no worker serves any more. `totals` are the tracker's, for the report; `tables`
  /// are those that nobody can have any more: they are not in it.
  public mutating func finish(totals: SwarmTotals, without tables: [Int]) {
    guard due != nil else { return }
    askForTime()
    assembly = nil
    subject.handover.end()
    let start = MonotonicClock.nanoseconds
    let bytes: UInt64
    do throws(Errno) {
      let assembly = try SnapshotAssembly(writers: subject.workerCount, milliseconds: 0)
      writeAll(assembly, without: tables)
      bytes = try assembly.seal(subject)
      places.store(assembly.memory)
      places.waitUntilStored()
      places.waitForDisk()
      places.save(assembly.memory)
    } catch {
      return places.failures.note(error, at: .memory)
    }
    let milliseconds = (MonotonicClock.nanoseconds - start) / 1_000_000
    if places.haveTaken { subject.snapshotReporter(.kept(totals, bytes: bytes, milliseconds: milliseconds)) }
  }

  /// Tells the service manager that this may take longer than its timeout; it may not hear of it, and wait less.
  private func askForTime() {
    do throws(SystemdError) {
      try ServiceNotifier().send(.extendTimeout(microseconds: stopMicroseconds))
    } catch {
      subject.snapshotReporter(.serviceManagerUnreachable(error))
    }
  }

  /// Writes all tables, on as many threads as have served them.
  private func writeAll(_ assembly: SnapshotAssembly, without tables: [Int]) {
    Shares.forEach(of: subject.workerCount, threadsNamed: "save") { [subject] share in
      var writer = SectionWriter(share: share, of: subject.workerCount, without: tables)
      writer.begin(assembly)
      while writer.isBusy { _ = writer.step(subject) }
    }
  }
}
