// One event of every kind there is.
import LinuxIO
import Snapshots
import Swarms
import TrackerCore
import TrackerProtocol

@testable import Systemd
@testable import TrackerService

enum EveryEvent {
  /// The events, each under the name that it has in the sources.
  static func named() throws -> [(name: String, event: LogEvent)] {
    let settings = LiveSettings()
    let missing = SocketError(call: "socket", address: .any(.v6, port: 1), errno: .addressFamilyNotSupported)
    var listeners = Listeners()
    try listeners.open(2, on: .loopback(.v4, port: 0))
    let passed = PassedSocketFailure(PassedDescriptor(number: 3, name: "tracker"), missing)
    var times = StepTimes()
    times.batches.record(1)
    let file = SnapshotPlace.file(path: "/state/snapshot")
    let store = SnapshotPlace.descriptorStore(name: SnapshotPlace.storedNames[0])
    let totals = SwarmTotals(torrents: 2, ipv4Peers: 2, ipv6Peers: 1)
    return [
      ("serving", .serving(listeners, version: "1.2.3", workers: 2)),
      ("stopped", .stopped(WorkerReport(), kernelDrops: 0, totals: SwarmTotals())),
      ("familyUnavailable", .familyUnavailable(missing)),
      ("bindFailed", .bindFailed(port: 1337, reason: "why", message: "what")),
      ("passedSocketWrong", .passedSocketWrong(passed)),
      ("secretUnusable", .secretUnusable(path: "/secret", reason: "why", message: "what")),
      ("familyNotPassed", .familyNotPassed(isIPv6: true)),
      ("nothingOnDisk", .nothingOnDisk()),
      ("storeTooSmall", .storeTooSmall()),
      ("notWatched", .notWatched()),
      ("portIgnored", .portIgnored(1, origin: "-port", passedPort: 2)),
      ("receiveBufferSmall", .receiveBufferSmall(granted: 1, wanted: 2)),
      ("packetsLost", .packetsLost(1, seconds: 60)),
      (
        "requestsRefused",
        .requestsRefused(.droppedShort, count: 1, seconds: 60, source: Traffic.ipv4, isDebug: false)
      ),
      ("repliesNotSent", .repliesNotSent(refused: 1, lost: 0, reason: .networkUnreachable, seconds: 60)),
      ("request", .request("line", from: Traffic.ipv4, infoHash: InfoHash(first: 1, second: 2, third: 3))),
      ("stepTimes", .stepTimes(times)[0]),
      ("snapshotRestored", LogEvent(.restored(file, totals, ageSeconds: 7, milliseconds: 5))),
      ("snapshotRefused", LogEvent(.refused(store, .damagedSection(3)))),
      ("snapshotUnreadable", LogEvent(.unreadable(file, .accessDenied))),
      ("snapshotStale", LogEvent(.stale(file, ageSeconds: 7000))),
      ("snapshotSetAside", LogEvent(.setAside(attempts: 2, path: "/state/snapshot.bad"))),
      ("ephemeral", LogEvent(.ephemeral)),
      ("snapshotNotRemoved", LogEvent(.notRemoved("/state/snapshot", .notPermitted))),
      ("snapshotPrepared", LogEvent(.prepared(totals, bytes: 4096, milliseconds: 5))),
      ("snapshotKept", LogEvent(.kept(totals, bytes: 4096, milliseconds: 5))),
      ("snapshotNotKept", LogEvent(.notKept("/state/snapshot", .noSuchFile))),
      ("snapshotKeptAgain", LogEvent(.keptAgain("/state/snapshot"))),
      ("directoryTaken", LogEvent(.directoryTaken("/state"))),
      ("directoryNotLockable", LogEvent(.directoryNotLockable("/state", .badDescriptor))),
      ("directoryNotSynced", LogEvent(.directoryNotSynced("/state/snapshot", .invalidArgument))),
      ("reloaded", .reloaded(settings)),
      ("reloadRefused", .reloadRefused(keeping: settings)),
      ("reloadWithoutSettings", .reloadWithoutSettings(keeping: settings)),
      ("workerStuck", .workerStuck(1, microseconds: 8_000_000)),
      ("serviceManagerUnreachable", .serviceManagerUnreachable(SystemdError(.notify, errorNumber: 13))),
    ]
  }
}
