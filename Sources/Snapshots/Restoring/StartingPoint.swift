// The keys and the time that a tracker begins with: of an earlier run where there was one, otherwise new ones.
public import Hashing
public import LinuxIO
public import TrackerCore

/// Keys and time, which go on even where the swarms of an earlier run cannot be restored: connection ids stay valid.
public struct StartingPoint: Sendable {
  /// The tracker's own secret, which is kept.
  public let secret: ConnectionIDSecret
  /// The key of the tables.
  public let digestKey: SipKey
  /// The tracker's time.
  public let clock: TrackerClock
  /// Snapshots to restore the swarms from, the best first.
  let candidates: [FoundSnapshot]

  /// Where the first of the snapshots ended; where there is none, new keys.
  ///
  /// - Throws: what getrandom(2) may.
  public static func after(_ found: [FoundSnapshot]) throws(Errno) -> StartingPoint {
    guard let first = found.first else {
      return StartingPoint(
        secret: ConnectionIDSecret(try SystemRandom.word(), try SystemRandom.word()),
        digestKey: SipKey(try SystemRandom.word(), try SystemRandom.word()), clock: TrackerClock(), candidates: [])
    }
    let header = first.header
    return StartingPoint(
      secret: header.secret, digestKey: header.digestKey,
      clock: TrackerClock(goingOnFrom: header.moment, isSameBoot: first.place.isSameBoot),
      // Swarms under another key would be looked for in the wrong places.
      candidates: found.filter { $0.header.digestKey.words == header.digestKey.words })
  }
}
