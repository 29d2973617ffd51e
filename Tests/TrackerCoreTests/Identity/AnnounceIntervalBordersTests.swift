// Tests of AnnounceInterval.swift: every second of the range is told to somebody, and none beyond.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The range of announce intervals")
struct AnnounceIntervalBordersTests {
  /// All intervals that many peers are told.
  private func told(_ base: UInt32, _ family: AddressFamily) -> Set<UInt32> {
    let interval = AnnounceInterval(base: base)
    return Set((0..<20_000).map { interval.seconds(for: .client($0, family)) })
  }

  /// A tenth of 333 s would be 33 and leads to 300 exactly; from 334 s on the tenth counts, below the 300 do.
  @Test(
    "is a tenth below the tracker's, and ends at 300 s at the latest (A-32)",
    arguments: [
      (300, 300), (301, 300), (305, 300), (332, 300), (333, 300), (334, 301), (340, 306), (900, 810), (909, 819),
      (910, 819), (1800, 1620),
    ] as [(UInt32, UInt32)])
  func range(base: UInt32, shortest: UInt32) {
    for family in [AddressFamily.ipv4, .ipv6] { #expect(told(base, family) == Set(shortest...base)) }
  }

  @Test("is one second where somebody has chosen less than 300 s", arguments: [0, 1, 10, 120, 299] as [UInt32])
  func below(base: UInt32) {
    #expect(told(base, .ipv4) == [base])
  }

  @Test("is used evenly: a swarm's announces are spread over the tenth (A-32)", arguments: [AddressFamily.ipv4, .ipv6])
  func average(family: AddressFamily) {
    let interval = AnnounceInterval(base: 900)
    let sum = (0..<20_000).reduce(0) { $0 + Int(interval.seconds(for: .client($1, family))) }
    // 855 s on average; a single peer's deviation is 26.3 s, that of 20 000 peers' average 0.19 s.
    #expect(abs(Double(sum) / 20_000 - 855) < 6 * 0.19)
  }
}
