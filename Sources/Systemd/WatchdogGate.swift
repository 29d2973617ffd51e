// Decides whether the watchdog may be pinged: only if every worker has made progress.

/// Lets a ping through only if every worker made progress since the one before.
///
/// Workers count rounds of their loop, idle ones too: each poll timeout is a round. So the ping period must be longer than the
/// poll timeout. The gate has no clock and no thread; it compares what it is given.
public struct WatchdogGate: Sendable {
  /// Whether to ping.
  public enum Verdict: Equatable, Sendable {
    /// Every worker advanced: ping.
    case ping
    /// Not every worker advanced: do not ping. Names the one that has not for the longest time.
    case withhold(Stall)
  }

  /// A worker that does not advance.
  public struct Stall: Equatable, Sendable {
    /// The worker's index.
    public let worker: Int
    /// For how long it has not, as far as samples tell, in microseconds.
    public let microseconds: UInt64
  }

  private struct Worker {
    var roundsAtPing: UInt64
    var rounds: UInt64
    var advancedAt: UInt64
    var hasAdvanced: Bool { rounds != roundsAtPing }
  }

  private var workers: [Worker]

  /// Starts with each worker's rounds so far and the time, in microseconds of any clock that does not go back.
  public init(rounds: [UInt64], now: UInt64) {
    workers = rounds.map { Worker(roundsAtPing: $0, rounds: $0, advancedAt: now) }
  }

  /// Takes a sample of each worker's rounds, as many as at the start, and says whether to ping now.
  public mutating func verdict(rounds: [UInt64], now: UInt64) -> Verdict {
    precondition(rounds.count == workers.count, "the number of workers does not change")
    for index in workers.indices where workers[index].rounds != rounds[index] {
      workers[index].rounds = rounds[index]
      workers[index].advancedAt = now
    }
    if let stall = longestStall(now: now) { return .withhold(stall) }
    for index in workers.indices { workers[index].roundsAtPing = workers[index].rounds }
    return .ping
  }

  private func longestStall(now: UInt64) -> Stall? {
    var longest: Stall?
    for (index, worker) in workers.enumerated() where !worker.hasAdvanced {
      let stall = Stall(worker: index, microseconds: now - worker.advancedAt)
      if let longest, longest.microseconds >= stall.microseconds { continue }
      longest = stall
    }
    return longest
  }
}
