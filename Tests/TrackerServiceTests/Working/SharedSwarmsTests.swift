// Tables that two threads use at once.
import Hashing
import LinuxIO
import Swarms
import TestKit
import Testing
import TrackerCore

@testable import TrackerService

@Suite("Shared swarms")
struct SharedSwarmsTests {
  private static let announcesPerThread = 5000

  /// Announces distinct peers, all torrents in turn, as one of two threads.
  private static func announce(_ thread: UInt8, to swarms: borrowing SharedSwarms) {
    for number in 0..<announcesPerThread {
      let infoHash = TestPeers.infoHash(number % 100)
      let digest = InfoHashDigest(infoHash, key: swarms.digestKey)
      let peer = TestPeers.announce(infoHash, address: UInt32(thread) << 24 | UInt32(number))
      swarms.withTable(digest.table) { TestPeers.put(peer, digest, in: &$0) }
    }
  }

  @Test("lose nothing when two threads announce to the same torrents")
  func twoThreads() throws {
    let tables = SharedTables()
    var threads = ThreadGroup()
    for thread: UInt8 in [10, 11] { try threads.start(named: "announcer") { Self.announce(thread, to: tables.swarms) } }
    threads.join()
    let totals = tables.swarms.totals()
    #expect(totals.torrents == 100)
    #expect(totals.ipv4Peers == 2 * Self.announcesPerThread)
  }

  @Test("tell which of them a thread holds")
  func held() {
    let tables = SharedTables()
    #expect(tables.swarms.heldTables == [])
    let held = tables.swarms.withTable(3) { _ in tables.swarms.heldTables }
    #expect(held == [3])
  }

  @Test("fall into shares that are the whole together", arguments: [1, 2, 3, 16])
  func shares(count: Int) {
    let tables = SharedTables()
    Self.announce(10, to: tables.swarms)
    var sum = SwarmTotals()
    for share in 0..<count { sum += tables.swarms.totals(ofShare: share, of: count) }
    #expect(sum == tables.swarms.totals())
    #expect(sum.torrents == 100)
  }
}

/// Tables that closures of several threads can hold.
private final class SharedTables: Sendable {
  let swarms = SharedSwarms(digestKey: SipKey(6, 7), perAddress: .unbounded, workers: 2)
}
