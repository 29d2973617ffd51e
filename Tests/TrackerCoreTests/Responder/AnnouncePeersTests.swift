// Tests of the peers in a reply: how many, and which.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The peers in an announce reply")
struct AnnouncePeersTests {
  /// Sizes around which a swarm is kept in another way, and replies are full.
  static let sizes = [1, 2, 30, 64, 65, 66, 67, 68, 199, 200, 201, 202, 400]
  static let cases: [(family: AddressFamily, cap: Int)] = [(.ipv4, 200), (.ipv6, 66)]

  private func makeTracker(leechers: Int, seeders: Int = 0, _ family: AddressFamily) -> TestTracker {
    let tracker = TestTracker()
    for number in 0..<leechers { tracker.announce(.leecher(1, wanted: 0), from: .client(number, family)) }
    for number in 0..<seeders { tracker.announce(.seeder(1, wanted: 0), from: .client(10_000 + number, family)) }
    return tracker
  }

  @Test("are as many as wanted, up to what fits into one packet (A-14 to A-16, A-28)", arguments: cases)
  func wanted(family: AddressFamily, cap: Int) {
    let tracker = makeTracker(leechers: 300, family)
    let some = [0, 1, 2, 49, 50, 51, cap - 1, cap].map { (UInt32($0), $0) }
    let clamped = [UInt32(cap) + 1, 0x100, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe].map { ($0, cap) }
    for (wanted, expected) in some + clamped + [(0xffff_ffff, 50)] {
      let reply = tracker.announce(.leecher(1, wanted: wanted), from: .client(0, family))
      #expect(reply?.peers.count == min(expected, cap), "wanted \(wanted)")
    }
  }

  @Test("are all others if these are fewer than wanted", arguments: sizes)
  func everybody(size: Int) {
    for (family, cap) in Self.cases {
      let tracker = makeTracker(leechers: size, family)
      let peers = tracker.announce(.leecher(1, wanted: 400), from: .client(0, family))?.peers ?? []
      #expect(peers.count == min(size - 1, cap))
      if size <= cap { #expect(Set(peers) == Set((1..<size).map { Endpoint.client($0, family) })) }
    }
  }

  @Test("fill the packet in strides of 6 or 18 bytes and no more than 1252 or 1232 (A-27, A-28)", arguments: cases)
  func stride(family: AddressFamily, cap: Int) {
    let tracker = makeTracker(leechers: 300, family)
    let client = Endpoint.client(0, family)
    for wanted: UInt32 in [0, 1, 7, 1000] {
      let request = AnnounceBytes(wanted: wanted).bytes(id: tracker.connectionID(for: client))
      let reply = tracker.exchange(request, from: client)
      #expect(reply.count == 20 + min(Int(wanted), cap) * (family == .ipv4 ? 6 : 18))
      #expect(reply.count <= (family == .ipv4 ? 1252 : 1232))
    }
  }

  @Test("are of the requester's family only (A-27)")
  func ownFamily() {
    let tracker = makeTracker(leechers: 10, .ipv4)
    for number in 0..<20 { tracker.announce(.leecher(), from: .ipv6(number)) }
    #expect(tracker.announce(from: .ipv4(0))?.peers.count == 9)
    #expect(tracker.announce(from: .ipv6(0))?.peers.count == 19)
  }

  @Test("never include the requester, and nobody twice (A-29, A-31)", arguments: sizes)
  func distinct(size: Int) {
    for (family, _) in Self.cases {
      let tracker = makeTracker(leechers: size, seeders: size / 2, family)
      for round in 0..<40 {
        let requester = Endpoint.client(round % size, family)
        let wanted: UInt32 = [1, 10, 50, 400][round % 4]
        let peers = tracker.announce(.leecher(1, wanted: wanted), from: requester)?.peers ?? [requester]
        #expect(!peers.contains(requester))
        #expect(Set(peers).count == peers.count)
      }
    }
  }

  @Test("are leechers only for a seeder, and all others for a leecher (A-30)", arguments: [3, 40, 150])
  func seeders(size: Int) {
    for (family, cap) in Self.cases {
      let tracker = makeTracker(leechers: size, seeders: size, family)
      let seeder = tracker.announce(.seeder(1, wanted: 400), from: .client(10_000, family))
      let leecher = tracker.announce(.leecher(1, wanted: 400), from: .client(0, family))
      #expect(seeder?.peers.count == min(size, cap))
      #expect(seeder?.peers.allSatisfy { $0.address.low & 0xffff_ffff < 0x0a00_0001 + 10_000 } == true)
      #expect(leecher?.peers.count == min(2 * size - 1, cap))
    }
  }

  @Test("vary from one announce to the next, so that everybody is heard of")
  func variety() {
    let tracker = makeTracker(leechers: 150, .ipv4)
    var heardOf: Set<Endpoint> = []
    for _ in 0..<60 { heardOf.formUnion(tracker.announce(.leecher(1, wanted: 20), from: .ipv4(0))?.peers ?? []) }
    #expect(heardOf.count == 149)
  }
}
