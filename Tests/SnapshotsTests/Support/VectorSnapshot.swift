// The swarms of Tests/Vectors/state-1.bin, snapshot-2.bin and snapshot-3.bin.
import Foundation
import Swarms
import TestKit
import TrackerCore
import TrackerProtocol

@testable import Snapshots

/// The snapshots that are kept as data, one for each version of the format, and the trackers that wrote them.
enum VectorSnapshot {
  /// The bytes of a version's snapshot.
  static func bytes(ofVersion version: Int) throws -> [UInt8] {
    let name = version == 1 ? "state-1.bin" : "snapshot-\(version).bin"
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Vectors/\(name)")
    return Array(try Data(contentsOf: file))
  }

  /// The time of the last announce, by the tracker's clock.
  static let end = Instant(seconds: 500_000)
  static let moment = SnapshotMoment(
    tracker: end, boottimeMilliseconds: nil, realtimeMilliseconds: 1_767_225_600_000)
  /// The same moment, as version 2 has it.
  static let momentSinceBoot = SnapshotMoment(
    tracker: end, boottimeMilliseconds: 123_456_789, realtimeMilliseconds: 1_767_225_600_000)
  static let secret = ConnectionIDSecret(0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff)

  /// The secret and the key of the tables, as they are written.
  static var keys: [UInt8] {
    SnapshotHeader(moment: moment, secret: secret, digestKey: SingleThreadedStore().digestKey).keys
  }

  /// Torrents 1 to 6: small swarms in one or both families, and two large ones, of 70 peers over IPv4 and of 80 over IPv6.
  /// Some peers completed; each announced at a time of its own, within the last quarter of an hour.
  static func makeTracker(perAddress: PeersPerAddress = .unbounded) -> TestTracker {
    let tracker = TestTracker(secret: secret, store: SingleThreadedStore(perAddress: perAddress))
    play(tracker, torrent: 1, peers: 1, .ipv4)
    play(tracker, torrent: 2, peers: 5, .ipv4)
    play(tracker, torrent: 2, peers: 3, .ipv6)
    play(tracker, torrent: 3, peers: 2, .ipv6)
    play(tracker, torrent: 4, peers: 70, .ipv4)
    play(tracker, torrent: 5, peers: 80, .ipv6)
    play(tracker, torrent: 5, peers: 4, .ipv4)
    play(tracker, torrent: 6, peers: 64, .ipv4)
    tracker.now = end
    return tracker
  }

  /// The same, with two torrents that nobody is in: 7 was completed twice, and emptied four days before the end, and 8 once, and
  /// emptied a day later.
  static func makeTrackerWithCounts(perAddress: PeersPerAddress = .unbounded) -> TestTracker {
    let tracker = makeTracker(perAddress: perAddress)
    for (torrent, client, daysAgo) in [(7, 1, 4), (7, 2, 4), (8, 3, 3)] as [(Int, Int, UInt64)] {
      tracker.now = Instant(seconds: end.seconds - daysAgo * 86_400)
      tracker.announce(.completed(torrent), from: .ipv6(client))
      tracker.announce(.stopped(torrent), from: .ipv6(client))
    }
    tracker.now = end
    return tracker
  }

  /// Every third peer is a seeder, and every fourth leecher completes and becomes one.
  private static func play(_ tracker: TestTracker, torrent: Int, peers: Int, _ family: AddressFamily) {
    for number in 0..<peers {
      tracker.now = Instant(seconds: end.seconds - 900 + UInt64(number) * 10)
      let client = Endpoint.client(number, family, port: UInt16(50_000 + number))
      if number % 3 == 0 {
        tracker.announce(.seeder(torrent), from: client)
      } else {
        tracker.announce(.leecher(torrent), from: client)
        if number % 4 == 2 { tracker.announce(.completed(torrent), from: client) }
      }
    }
  }

  /// What `makeTracker` must have counted, torrent by torrent, by its description and not by a tracker.
  static let entries = [
    ScrapeEntry(seeders: 1, completed: 0, leechers: 0),
    ScrapeEntry(seeders: 5, completed: 2, leechers: 3),
    ScrapeEntry(seeders: 1, completed: 0, leechers: 1),
    ScrapeEntry(seeders: 35, completed: 11, leechers: 35),
    ScrapeEntry(seeders: 43, completed: 14, leechers: 41),
    ScrapeEntry(seeders: 33, completed: 11, leechers: 31),
  ]
}
