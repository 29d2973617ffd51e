// The swarm tables that all workers share, each behind a lock.
internal import Hashing
internal import LinuxIO
internal import Swarms
internal import TrackerCore

/// Every table behind a lock of its own, which a worker holds for one look-up or update.
struct SharedSwarms: ~Copyable, Sendable, SwarmStore {
  let digestKey: SipKey
  let perAddress: PeersPerAddress
  private let tables: LockedArray<SwarmTable>
  /// Milliseconds after which a table that is not to be had counts as held for good; a worker has one for microseconds.
  private static let patienceMilliseconds: UInt64 = 200

  /// Empty tables for so many workers; a single one needs no locks.
  init(digestKey: SipKey, perAddress: PeersPerAddress, workers: Int) {
    self.digestKey = digestKey
    self.perAddress = perAddress
    tables = LockedArray(count: SwarmLimits.tableCount, isShared: workers > 1) { _ in
      SwarmTable(key: digestKey, perAddress: perAddress)
    }
  }

  /// The tables that a thread has held for long: one that is stuck.
  var heldTables: [Int] {
    (0..<tables.count).filter {
      tables.withLock(at: $0, patienceMilliseconds: Self.patienceMilliseconds) { _ in } == nil
    }
  }

  @inline(__always)
  @_optimize(speed)
  borrowing func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result {
    tables.withLock(at: index, body)
  }
}
