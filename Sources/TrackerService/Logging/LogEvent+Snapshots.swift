// Messages about snapshots.
internal import LinuxIO
internal import Snapshots
internal import Swarms
internal import Systemd

extension LogEvent {
  /// Puts what happened to a snapshot into words.
  init(_ event: SnapshotEvent) {
    self =
      switch event {
      case .restored(let place, let totals, let age, let milliseconds): .restored(place, totals, age, milliseconds)
      case .refused(let place, let flaw): .snapshotRefused(place, flaw)
      case .unreadable(let place, let error): .snapshotUnreadable(place, error)
      case .stale(let place, let age): .snapshotStale(place, age)
      case .setAside(let attempts, let path): .snapshotSetAside(attempts, path)
      case .ephemeral: .ephemeral
      case .notRemoved(let place, let error): .snapshotNotRemoved(place, error)
      case .prepared(let totals, let bytes, let milliseconds): .snapshotPrepared(totals, bytes, milliseconds)
      case .kept(let totals, let bytes, let milliseconds): .snapshotKept(totals, bytes, milliseconds)
      case .notKept(let place, let error): .snapshotNotKept(place, error)
      case .keptAgain(let place): .snapshotKeptAgain(place)
      case .directoryTaken(let path): .directoryTaken(path)
      case .directoryNotLockable(let path, let error): .directoryNotLockable(path, error)
      case .directoryNotSynced(let path, let error): .directoryNotSynced(path, error)
      case .serviceManagerUnreachable(let error): .serviceManagerUnreachable(error)
      }
  }
}

// At the start.
extension LogEvent {
  private static func restored(
    _ place: SnapshotPlace, _ totals: SwarmTotals, _ ageSeconds: UInt64, _ milliseconds: UInt64
  ) -> LogEvent {
    LogEvent(
      .notice, MessageID("ba5a89c232b84e93ac0364631cce0a48"),
      "restored \(totals.text) from \(place.text), \(ageSeconds) s old, in \(milliseconds) ms"
    )
    .with(totals).with("PLACE", place.text).with("AGE_SECONDS", ageSeconds).with("MILLISECONDS", milliseconds)
  }

  private static func snapshotRefused(_ place: SnapshotPlace, _ flaw: SnapshotFlaw) -> LogEvent {
    LogEvent(
      .warning, MessageID("7b241b76607a464db5de9da26a486115"),
      "what is kept in \(place.text) \(flaw): going on without it; peers are known again as they announce"
    )
    .with("PLACE", place.text).with("REASON", "\(flaw)")
  }

  private static func snapshotUnreadable(_ place: SnapshotPlace, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("a8b04c190a4649c2869dd360b6afa11e"),
      "what is kept in \(place.text) cannot be read: \(error); going on without it"
    )
    .with("PLACE", place.text).with("REASON", "\(error)")
  }

  private static func snapshotStale(_ place: SnapshotPlace, _ ageSeconds: UInt64) -> LogEvent {
    LogEvent(
      .notice, MessageID("37def3d3bd014af7b8117fdb264a7281"),
      "the swarms kept in \(place.text) are \(ageSeconds) s old, longer than a peer stays: beginning with"
        + " their completed counts alone"
    )
    .with("PLACE", place.text).with("AGE_SECONDS", ageSeconds)
  }

  private static func snapshotSetAside(_ attempts: UInt64, _ path: String?) -> LogEvent {
    let place = path ?? "no file"
    return LogEvent(
      .error, MessageID("a302bca3c604417ba744c6cb9e8d220c"),
      "\(attempts) starts in a row ended while they restored the snapshot: it is set aside in \(place), and this start"
        + " begins without it"
    )
    .with("COUNT", attempts).with("PLACE", place)
  }

  private static var ephemeral: LogEvent {
    LogEvent(
      .notice, MessageID("06d5c7b50b2b45919d2e20f106b107a1"),
      "ephemeral: nothing will be kept for the next start, and what an earlier run kept is removed now")
  }

  private static func snapshotNotRemoved(_ place: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("09209e0145694ce591def993b1274fec"),
      "ephemeral, but what an earlier run kept in \(place) cannot be removed: \(error)"
    )
    .with("PLACE", place).with("REASON", "\(error)")
  }
}

// While serving, and at the end.
extension LogEvent {
  private static func snapshotPrepared(_ totals: SwarmTotals, _ bytes: UInt64, _ milliseconds: UInt64) -> LogEvent {
    LogEvent(
      .debug, MessageID("972c9b338e4f43dd800ead0293dcfe0b"),
      "snapshot of \(totals.text), \(bytes) bytes, in \(milliseconds) ms"
    )
    .with(totals).with("BYTES", bytes).with("MILLISECONDS", milliseconds)
  }

  private static func snapshotKept(_ totals: SwarmTotals, _ bytes: UInt64, _ milliseconds: UInt64) -> LogEvent {
    LogEvent(
      .notice, MessageID("fc04c6634ed74beab105c0da5fa02767"),
      "kept \(totals.text) for the next start, \(bytes) bytes, in \(milliseconds) ms"
    )
    .with(totals).with("BYTES", bytes).with("MILLISECONDS", milliseconds)
  }

  private static func snapshotNotKept(_ place: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("c614548c6f114bce83d0cd03a78ee4b8"),
      "the snapshot cannot be kept in \(place): \(error.textWithLimit); serving all the same"
    )
    .with("PLACE", place).with("REASON", "\(error)")
  }

  private static func snapshotKeptAgain(_ place: String) -> LogEvent {
    LogEvent(.notice, MessageID("95557c580e7d429b9954c2d55fec09c2"), "the snapshot is kept in \(place) again")
      .with("PLACE", place)
  }

  private static func directoryTaken(_ path: String) -> LogEvent {
    LogEvent(
      .warning, MessageID("244c4ff01b3446e197d7417b247e15fb"),
      "another tracker has the directory \(path): nothing is kept there until it ends; serving all the same"
    )
    .with("PLACE", path)
  }

  private static func directoryNotLockable(_ path: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("152eb8b720cb44bdadc7cb84c5637eb6"),
      "the directory \(path) cannot be locked: \(error); it is used all the same: no other tracker may use it"
    )
    .with("PLACE", path).with("REASON", "\(error)")
  }

  private static func directoryNotSynced(_ path: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("0fe5f15448fd4e5c9f6d6e121718f83c"),
      "the file system of \(path) cannot sync a directory: \(error); after a power cut an older snapshot may be there"
    )
    .with("PLACE", path).with("REASON", "\(error)")
  }

  /// The same event with the numbers of peers and torrents.
  private consuming func with(_ totals: SwarmTotals) -> LogEvent {
    with("PEERS", totals.peers).with("TORRENTS", totals.torrents)
  }
}

extension SwarmTotals {
  /// Peers and torrents in an operator's words.
  fileprivate var text: String {
    "\(peers) peer\(peers == 1 ? "" : "s") in \(torrents) torrent\(torrents == 1 ? "" : "s")"
  }
}
