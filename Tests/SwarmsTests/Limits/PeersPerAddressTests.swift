// Tests of PeersPerAddress.swift: how a bound is split into groups.
import Testing

@testable import Swarms

@Suite("The bound on the peers of one address")
struct PeersPerAddressTests {
  @Test("is one group up to 64", arguments: [UInt16(1), 2, 31, 32, 63, 64])
  func oneGroup(number: UInt16) {
    let bound = PeersPerAddress(number)
    #expect(bound.portBits == 0 && bound.portMask == 0)
    #expect(bound.groupLimit == Int(number))
    #expect(bound.snapshotCode == 1)
  }

  @Test(
    "is split by the port beyond, into groups of 64 at the most",
    arguments: [
      (UInt16(65), 1, 33), (127, 1, 64), (128, 1, 64), (129, 2, 33), (256, 2, 64), (257, 3, 33), (1000, 4, 63),
      (65_534, 10, 64),
    ])
  func groups(number: UInt16, bits: Int, limit: Int) {
    let bound = PeersPerAddress(number)
    #expect(bound.portBits == bits && bound.groupLimit == limit)
    #expect(bound.portMask == UInt16(1 << bits - 1))
    #expect(bound.snapshotCode == UInt8(bits + 1))
  }

  @Test("never allows less than was chosen, and not much more")
  func closeToTheChoice() {
    for number in stride(from: UInt16(1), to: 65_534, by: 7) {
      let bound = PeersPerAddress(number)
      let allowed = (bound.groupLimit ?? 0) << bound.portBits
      #expect(allowed >= Int(number) && allowed < Int(number) + 1 << bound.portBits, "\(number)")
      #expect(PeersPerAddress.snapshotCodes.contains(bound.snapshotCode))
    }
  }

  @Test("is none at 65535: whole endpoints are told apart, as in the first snapshots")
  func unbounded() {
    let bound = PeersPerAddress.unbounded
    #expect(bound == PeersPerAddress(65_535))
    #expect(bound.groupLimit == nil && bound.portMask == .max && bound.snapshotCode == 0)
  }

  @Test("is at least 1")
  func least() { #expect(PeersPerAddress(0) == PeersPerAddress(1)) }
}
