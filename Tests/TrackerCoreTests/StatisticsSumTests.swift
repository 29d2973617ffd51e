// Tests of Statistics.swift: what the sum of several workers' counters says of families and sources.
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("The sum of several workers' statistics")
struct StatisticsSumTests {
  private func counted(_ outcome: Outcome, _ sources: Endpoint...) -> Statistics {
    var statistics = Statistics()
    for source in sources {
      if source.address.family == .ipv6 { statistics.ipv6Datagrams += 1 }
      statistics.count(outcome, from: source)
    }
    return statistics
  }

  @Test("names the source of a worker that has one, whichever it is")
  func sources() {
    for isFirst in [true, false] {
      var total = isFirst ? counted(.droppedMagic, .ipv4(1), .ipv4(2)) : Statistics()
      total += isFirst ? Statistics() : counted(.droppedMagic, .ipv4(1), .ipv4(2))
      total += counted(.droppedShort, .ipv6(9))
      #expect(total.latestSource(of: .droppedMagic) == .ipv4(2))
      #expect(total.latestSource(of: .droppedShort) == .ipv6(9))
    }
  }

  @Test("names the source of the worker that was added last, if several have one")
  func latest() {
    var total = counted(.refusedPortZero, .ipv4(1))
    total += counted(.refusedPortZero, .ipv6(2), .ipv6(3))
    #expect(total.latestSource(of: .refusedPortZero) == .ipv6(3) && total[.refusedPortZero] == 3)
  }

  @Test("has answers over IPv6 for what was refused, and none for what was dropped", arguments: Outcome.allCases)
  func families(outcome: Outcome) {
    var total = counted(outcome, .ipv6(1), .ipv4(1))
    total += counted(outcome, .ipv6(2), .ipv6(3))
    #expect(total.ipv6Answers == (outcome.isDrop ? 0 : 3))
    #expect(total.datagrams == 4 && total.drops == (outcome.isDrop ? 4 : 0))
  }
}
