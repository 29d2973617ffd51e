// A run of the tracker, from opening its sockets to its last reply.
internal import LinuxIO
internal import Snapshots
internal import Systemd
internal import TrackerCore

/// Joins the core to the kernel: sockets, threads and signals.
public struct TrackerService: ~Copyable {
  /// More workers than this gain nothing: the kernel's share of the work is what limits.
  public static let maximumWorkers = 16

  private let tracker: Tracker
  private let signals: SignalDescriptor
  private let snapshots: SnapshotTaker<Tracker>

  /// Takes over the sockets that the service manager passed, or binds them, restores what an earlier run kept, and prepares all
  /// that serving needs; nothing is answered yet.
  ///
  /// Blocks SIGTERM, SIGINT and SIGHUP in the calling thread, which must be the process's only one.
  public static func open(
    _ configuration: ServiceConfiguration, log: Log
  ) throws(StartFailure) -> TrackerService {
    // Reading may wait, where a person is to type the secret: until signals are blocked, they end the process on the spot.
    let sharedSecret = try SharedSecret.read(configuration.secretFile)
    let signals = try blockSignals()
    LargeBlocks.returnToSystem()
    let workers = configuration.workers ?? min(ProcessorCount.available, maximumWorkers)
    let passed = try Listeners.takePassed()
    let sockets = try Listeners.sockets(among: passed)
    let listeners =
      sockets.isEmpty
      ? try Listeners.binding(configuration.port, workers: workers) : try Listeners.adopting(sockets)
    if let origin = configuration.portOrigin, let socket = sockets.first {
      log.record(.portIgnored(configuration.port, origin: origin, passedPort: socket.port))
    }
    Surroundings.report(configuration.snapshots, listeners, arePassed: !sockets.isEmpty, to: log)
    let stored = passed.all.filter { SnapshotPlace.isStoredName($0.name) && $0.name != DescriptorStoreProbe.name }
    let search = SnapshotSearch.run(
      stored: stored, settings: configuration.snapshots, report: { log.record(LogEvent($0)) })
    do throws(Errno) {
      let start = try StartingPoint.after(search.found)
      let tracker = try Tracker(
        configuration, workers: workers, listeners: listeners, start: start,
        sharedSecret: sharedSecret)
      let restored = start.restoreSwarms(into: tracker, staleAge: configuration.settings.staleAge)
      var snapshots = SnapshotTaker(tracker, search, settings: configuration.snapshots)
      snapshots.begin(after: restored, at: Supervisor.milliseconds)
      return TrackerService(tracker, signals, snapshots)
    } catch {
      throw .system(purpose: "prepare the tracker", errno: error)
    }
  }

  private init(
    _ tracker: Tracker, _ signals: consuming SignalDescriptor, _ snapshots: consuming SnapshotTaker<Tracker>
  ) {
    self.tracker = tracker
    self.signals = signals
    self.snapshots = snapshots
  }

  private static func blockSignals() throws(StartFailure) -> SignalDescriptor {
    do throws(Errno) {
      return try SignalDescriptor([.terminate, .interrupt, .hangUp])
    } catch {
      throw .system(purpose: "wait for signals", errno: error)
    }
  }

  /// Serves until SIGTERM or SIGINT; `version` is for the log, `reader` for reloads.
  public consuming func run(version: String, reader: @escaping SettingsReader) throws(StartFailure) {
    do throws(Errno) {
      try serve(version, reader)
    } catch {
      throw .system(purpose: "run the workers", errno: error)
    }
  }

  private consuming func serve(_ version: String, _ reader: @escaping SettingsReader) throws(Errno) {
    let tracker = tracker
    var threads = ThreadGroup()
    var supervisor = Supervisor(tracker, signals, reader: reader, poller: try Poller(), snapshots: snapshots)
    do throws(Errno) {
      for number in 0..<tracker.workerCount {
        try threads.start(named: "worker-\(number)") { Worker.serve(number, of: tracker) }
      }
      try supervisor.run { Self.recordStart(tracker, version) }
    } catch {
      // What cannot go on is still worth keeping for the restart.
      supervisor.stop(&threads)
      throw error
    }
    supervisor.stop(&threads)
  }

  private static func recordStart(_ tracker: Tracker, _ version: String) {
    for error in tracker.listeners.unavailable { tracker.log.record(.familyUnavailable(error)) }
    let wanted = Int(DatagramSocket.wantedReceiveBuffer)
    let granted = tracker.listeners.smallestReceiveBuffer
    if granted < wanted { tracker.log.record(.receiveBufferSmall(granted: granted, wanted: wanted)) }
    let fingerprint = tracker.isSecretShared ? tracker.secret.fingerprint : nil
    tracker.log.record(
      .serving(tracker.listeners, version: version, workers: tracker.workerCount, fingerprint: fingerprint))
  }
}
