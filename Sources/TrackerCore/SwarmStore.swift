// The protocol by which the core reaches swarm tables that workers may share.
public import Hashing
public import Swarms

/// The tables of one tracker. How they are kept from being used twice at once is the store's own affair.
public protocol SwarmStore: ~Copyable {
  /// The key of `InfoHashDigest` and of every table.
  var digestKey: SipKey { get }
  /// How many peers of one address a swarm of any table may have.
  var perAddress: PeersPerAddress { get }

  /// Lends one table, below `SwarmLimits.tableCount`, to `body`; nobody else has it meanwhile.
  borrowing func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result
}

extension SwarmStore where Self: ~Copyable {
  /// Empties all tables.
  public borrowing func removeAll() {
    for index in 0..<SwarmLimits.tableCount {
      withTable(index) { $0 = SwarmTable(key: digestKey, perAddress: perAddress) }
    }
  }

  /// Torrents in whose swarms nobody is, and whose completed counts are kept. Waits for each table.
  public borrowing func completedCountsKept() -> Int {
    (0..<SwarmLimits.tableCount).reduce(0) { $0 + withTable($1) { $0.completedCountsKept } }
  }

  /// What one of several shares of the tables holds; by default the one share of all. Waits for each table.
  public borrowing func totals(ofShare share: Int = 0, of shareCount: Int = 1) -> SwarmTotals {
    var totals = SwarmTotals()
    for index in stride(from: share, to: SwarmLimits.tableCount, by: shareCount) {
      totals += withTable(index) { $0.totals }
    }
    return totals
  }
}
