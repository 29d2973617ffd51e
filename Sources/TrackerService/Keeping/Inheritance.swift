// What a tracker begins with: from an earlier run where there was one, otherwise fresh.
internal import LinuxIO
internal import Swarms
internal import TrackerCore

/// Keys and time, which go on even where the swarms of an earlier run cannot be restored: connection ids stay valid.
struct Inheritance: Sendable {
  /// The tracker's own secret, which is kept.
  let secret: ConnectionIDSecret
  /// The key of the tables.
  let digestKey: SipKey
  /// The tracker's time.
  let clock: TrackerClock
  /// States to restore the swarms from, the best first.
  let states: [EarlierState]

  /// Begins where the first of the states ended.
  init(of states: [EarlierState]) throws(Errno) {
    if let first = states.first {
      secret = first.header.secret
      digestKey = first.header.digestKey
      clock = TrackerClock(goingOnFrom: first.header.moment, isSameBoot: first.source.isSameBoot)
      self.states = states.filter { $0.header.digestKey.words == first.header.digestKey.words }
    } else {
      secret = ConnectionIDSecret(try SystemRandom.word(), try SystemRandom.word())
      digestKey = SipKey(try SystemRandom.word(), try SystemRandom.word())
      clock = TrackerClock()
      self.states = []
    }
  }
}
