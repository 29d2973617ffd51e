// How the core reaches the swarm tables, which several workers may share.
public import Swarms

/// The tables of one tracker. How they are kept from being used twice at once is the store's own affair.
public protocol SwarmStore: ~Copyable {
  /// The key of `InfoHashDigest` and of every table.
  var digestKey: SipKey { get }

  /// Lends one table, below `SwarmLimits.tableCount`, to `body`; nobody else has it meanwhile.
  borrowing func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result
}
