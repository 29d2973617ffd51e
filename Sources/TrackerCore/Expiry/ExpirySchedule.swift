// Schedules the sweeps of a worker's share of the tables.
internal import Swarms

/// Leads one worker's share of the tables through expiry: all of them within half a minute, in small slices.
public struct ExpirySchedule: Sendable {
  private let worker: Int
  private let workerCount: Int
  private var lifetime: PeerLifetime
  private var passStart: Instant
  /// Tables of this worker's share that are done in this pass.
  private var tablesDone = 0
  /// Slices done so far; grows by one with each step that had something to do.
  public private(set) var slices: UInt64 = 0

  /// The schedule of one of several workers; together they cover all tables.
  public init(worker: Int, of workerCount: Int, interval: UInt32, at now: Instant) {
    self.worker = worker
    self.workerCount = workerCount
    lifetime = PeerLifetime(interval: interval)
    passStart = now
  }

  /// Goes on with the lifetime that another announce interval means.
  public mutating func adopt(interval: UInt32) { lifetime = PeerLifetime(interval: interval) }

  /// Tables in this worker's share.
  private var tableCount: Int { (SwarmLimits.tableCount - worker + workerCount - 1) / workerCount }

  /// Does one slice, if one is due. Returns whether more is due at once.
  public mutating func step<Store: SwarmStore & ~Copyable>(at now: Instant, swarms: borrowing Store) -> Bool {
    let elapsed = now.milliseconds &- passStart.milliseconds
    let share = min(elapsed, TrackerLimits.expiryPassMilliseconds)
    let due = Int(share * UInt64(tableCount) / TrackerLimits.expiryPassMilliseconds)
    if tablesDone < due {
      slices &+= 1
      let isDone = swarms.withTable(worker + tablesDone * workerCount) { table in
        table.sweep(budget: TrackerLimits.expirySlicePeers, at: now.tick, after: lifetime)
      }
      if isDone { tablesDone += 1 }
    }
    if tablesDone >= tableCount {
      tablesDone = 0
      passStart = now
      return false
    }
    return tablesDone < due
  }
}
