// What is said of the state that outlives the process.
internal import LinuxIO
internal import Swarms
internal import Systemd
internal import TrackerCore

extension LogEvent {
  /// The swarms of an earlier run are back.
  static func stateRestored(
    _ source: StateSource, _ totals: SwarmTotals, ageSeconds: UInt64, milliseconds: UInt64
  ) -> LogEvent {
    LogEvent(
      .notice, MessageID("ba5a89c232b84e93ac0364631cce0a48"),
      "restored \(swarmsText(totals)) from \(source.text), \(ageSeconds) s old, in \(milliseconds) ms"
    )
    .with("PEERS", totals.peers).with("TORRENTS", totals.torrents).with("PLACE", source.text)
    .with("AGE_SECONDS", ageSeconds).with("MILLISECONDS", milliseconds)
  }

  /// A state of an earlier run cannot be used.
  static func stateRefused(_ source: StateSource, _ flaw: StateFlaw) -> LogEvent {
    LogEvent(
      .warning, MessageID("7b241b76607a464db5de9da26a486115"),
      "what is kept in \(source.text) \(flaw): going on without it; peers are known again as they announce"
    )
    .with("PLACE", source.text).with("REASON", "\(flaw)")
  }

  /// A state of an earlier run cannot be read at all.
  static func stateUnreadable(_ source: StateSource, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("a8b04c190a4649c2869dd360b6afa11e"),
      "what is kept in \(source.text) cannot be read: \(error); going on without it"
    )
    .with("PLACE", source.text).with("REASON", "\(error)")
  }

  /// A state is older than any peer may be.
  static func stateStale(_ source: StateSource, ageSeconds: UInt64) -> LogEvent {
    LogEvent(
      .notice, MessageID("37def3d3bd014af7b8117fdb264a7281"),
      "the swarms kept in \(source.text) are \(ageSeconds) s old, longer than a peer stays: beginning with none"
    )
    .with("PLACE", source.text).with("AGE_SECONDS", ageSeconds)
  }

  /// The state is kept, and the process may end.
  static func stateKept(_ totals: SwarmTotals, bytes: UInt64, milliseconds: UInt64) -> LogEvent {
    LogEvent(
      .notice, MessageID("fc04c6634ed74beab105c0da5fa02767"),
      "kept \(swarmsText(totals)) for the next start, \(bytes) bytes, in \(milliseconds) ms"
    )
    .with("PEERS", totals.peers).with("TORRENTS", totals.torrents).with("BYTES", bytes)
    .with("MILLISECONDS", milliseconds)
  }

  /// The regular snapshot is in memory; said only when debugging.
  static func statePrepared(_ totals: SwarmTotals, bytes: UInt64, milliseconds: UInt64) -> LogEvent {
    LogEvent(
      .debug, MessageID("972c9b338e4f43dd800ead0293dcfe0b"),
      "snapshot of \(swarmsText(totals)), \(bytes) bytes, in \(milliseconds) ms"
    )
    .with("PEERS", totals.peers).with("TORRENTS", totals.torrents).with("BYTES", bytes)
    .with("MILLISECONDS", milliseconds)
  }

  /// A place does not take the state; said once until it does again.
  static func stateNotKept(_ place: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("c614548c6f114bce83d0cd03a78ee4b8"),
      "the state cannot be kept in \(place): \(error); serving all the same"
    )
    .with("PLACE", place).with("REASON", "\(error)")
  }

  /// A place takes the state again.
  static func stateKeptAgain(_ place: String) -> LogEvent {
    LogEvent(.notice, MessageID("95557c580e7d429b9954c2d55fec09c2"), "the state is kept in \(place) again")
      .with("PLACE", place)
  }

  /// Nothing is to be kept, but what was kept before cannot be removed.
  static func stateNotForgotten(_ place: String, _ error: Errno) -> LogEvent {
    LogEvent(
      .warning, MessageID("09209e0145694ce591def993b1274fec"),
      "ephemeral, but what an earlier run kept in \(place) cannot be removed: \(error)"
    )
    .with("PLACE", place).with("REASON", "\(error)")
  }

  private static func swarmsText(_ totals: SwarmTotals) -> String {
    "\(totals.peers) peer\(totals.peers == 1 ? "" : "s") in \(totals.torrents)"
      + " torrent\(totals.torrents == 1 ? "" : "s")"
  }
}
