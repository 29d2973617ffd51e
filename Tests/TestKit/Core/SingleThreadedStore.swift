// The tables of a tracker under test, for one thread.
package import Hashing
package import Swarms
import TrackerCore

/// All tables without locks; counts how often each was lent.
package final class SingleThreadedStore: SwarmStore {
  package let digestKey: SipKey
  package let perAddress: PeersPerAddress
  private var tables: InlineArray<64, SwarmTable>
  /// How often each table was lent.
  package private(set) var loans = [Int](repeating: 0, count: 64)

  package init(
    digestKey: SipKey = SipKey(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210), perAddress: PeersPerAddress = .unbounded
  ) {
    precondition(SwarmLimits.tableCount == 64)
    self.digestKey = digestKey
    self.perAddress = perAddress
    tables = InlineArray { _ in SwarmTable(key: digestKey, perAddress: perAddress) }
  }

  package func withTable<Result>(_ index: Int, _ body: (inout SwarmTable) -> Result) -> Result {
    loans[index] += 1
    return body(&tables[index])
  }

  /// What all tables hold together.
  package var totals: SwarmTotals {
    var sum = SwarmTotals()
    for index in 0..<64 { sum += tables[index].totals }
    return sum
  }

  package func forgetLoans() { loans = [Int](repeating: 0, count: 64) }
}
