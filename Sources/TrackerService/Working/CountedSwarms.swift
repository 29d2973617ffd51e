// The tables, with a count of how often they were lent.
internal import Swarms
internal import Synchronization
internal import TrackerCore

/// Tells whether a step had anything to do: one that took no table did nothing, and its time says nothing.
struct CountedSwarms: ~Copyable, SwarmStore {
  let tracker: Tracker
  private let count = Atomic<Int>(0)

  init(_ tracker: Tracker) { self.tracker = tracker }

  var digestKey: SipKey { tracker.swarms.digestKey }

  /// Whether a table was lent.
  var isUsed: Bool { count.load(ordering: .relaxed) > 0 }

  borrowing func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result {
    count.wrappingAdd(1, ordering: .relaxed)
    return tracker.swarms.withTable(index, body)
  }
}
