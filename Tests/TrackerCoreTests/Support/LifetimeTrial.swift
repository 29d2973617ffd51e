// Measures how long silent peers stay.
import TestKit
import TrackerProtocol

/// Lets peers announce once, at moments spread over more than one pass of expiry, and looks when they are gone.
struct LifetimeTrial {
  /// Peers, each alone in a torrent, so that they are spread over all tables.
  static let peers = 200
  /// Milliseconds from one peer's announce to the next one's.
  static let gap: UInt64 = 173

  /// Peers still there two intervals after their announce.
  private(set) var presentAfterTwoIntervals = 0
  /// Peers gone two minutes later.
  private(set) var goneTwoMinutesLater = 0

  /// Plays one trial; the tracker must be empty.
  init(_ running: RunningTracker, interval: UInt64) {
    for number in 0..<Self.peers {
      running.run(until: UInt64(number) * Self.gap)
      running.tracker.announce(.leecher(number), from: .client(number, number % 3 == 0 ? .ipv6 : .ipv4))
    }
    for number in 0..<Self.peers {
      running.run(until: UInt64(number) * Self.gap + 2 * interval * 1000)
      if isPresent(number, running) { presentAfterTwoIntervals += 1 }
    }
    for number in 0..<Self.peers {
      running.run(until: UInt64(number) * Self.gap + 2 * interval * 1000 + 120_000)
      if !isPresent(number, running) { goneTwoMinutesLater += 1 }
    }
  }

  private func isPresent(_ number: Int, _ running: RunningTracker) -> Bool {
    running.tracker.counts(RequestBytes.torrent(number))?.leechers == 1
  }
}
