// The surroundings that a unit gives a tracker beside its sockets, and the messages about what is not there.
internal import LinuxIO
internal import Snapshots
internal import Systemd

/// The part of the surroundings that a drop-in of the unit can take away.
struct Surroundings: Sendable {
  /// Whether there is a service manager; without one nothing of this is expected.
  var isSupervised: Bool
  /// Whether it restarts a process that hangs.
  var isWatched: Bool
  /// Whether there is a directory for snapshots, or none is wanted.
  var hasDirectory: Bool

  /// Surroundings made up.
  init(isSupervised: Bool, isWatched: Bool, hasDirectory: Bool) {
    self.isSupervised = isSupervised
    self.isWatched = isWatched
    self.hasDirectory = hasDirectory
  }

  /// Looks at the environment of this process.
  init(_ settings: SnapshotSettings) {
    isSupervised = ServiceNotifier().isSupervised
    hasDirectory = settings.isEphemeral || (settings.directory ?? ServiceEnvironment.stateDirectory) != nil
    // What cannot be read is complained of where it is used.
    do throws(SystemdError) { isWatched = try Watchdog.ofThisProcess() != nil } catch { isWatched = true }
  }

  /// Says what is missing around this process.
  @inline(never)
  static func report(_ settings: SnapshotSettings, _ listeners: borrowing Listeners, arePassed: Bool, to log: Log) {
    for event in Surroundings(settings).lacks(listeners, arePassed: arePassed) { log.record(event) }
  }

  /// What is missing, an event each.
  func lacks(_ listeners: borrowing Listeners, arePassed: Bool) -> [LogEvent] {
    var events: [LogEvent] = []
    if arePassed {
      let count = listeners.socketCount(of: .v4)
      if count == 0 || count == listeners.sockets.count { events.append(.familyNotPassed(isIPv6: count > 0)) }
    }
    guard isSupervised else { return events }
    if !hasDirectory { events.append(.nothingOnDisk()) }
    if !isWatched { events.append(.notWatched()) }
    return events
  }
}
