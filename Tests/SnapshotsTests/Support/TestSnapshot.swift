// Snapshots as earlier runs leave them, whole and damaged.
import Glibc
import Hashing
import LinuxIO
import Swarms
import Systemd
import TestKit
import TrackerCore

@testable import Snapshots

/// What a snapshot in a test is made of.
struct TestSnapshot {
  var secret = ConnectionIDSecret(1, 2)
  var digestKey = SipKey(6, 7)
  /// Milliseconds of the tracker's time at which it was made, a moment ago by the machine's clocks.
  var madeAt: UInt64 = 5_000_000
  /// Milliseconds that have passed since, by both of the machine's clocks; the machine may have been up for less.
  var age: UInt64 = 0
  /// How many torrents with one peer each are in it.
  var torrents = 0
  /// Changes the bytes before they are sealed.
  var damage: (inout [UInt8]) -> Void = { _ in }

  /// The snapshot, sealed.
  func memory() throws -> MemoryFile { try MemoryFile.sealed(try bytes()) }

  /// The snapshot's bytes.
  func bytes() throws -> [UInt8] {
    let store = SingleThreadedStore(digestKey: digestKey)
    store.announce(torrents: 0..<torrents)
    let now = TestClock.moment
    let moment = SnapshotMoment(
      tracker: Instant(milliseconds: madeAt), boottimeMilliseconds: nil,
      realtimeMilliseconds: now.realtimeMilliseconds - age)
    var bytes = WrittenSnapshot(of: store, secret: secret, at: moment).bytes
    damage(&bytes)
    return bytes
  }

  /// The snapshot as the service manager passes it.
  func passed(as name: String = SnapshotPlace.storedNames[0]) throws -> PassedDescriptor {
    let memory = try memory()
    return PassedDescriptor(number: dup(memory.descriptor), name: name)
  }

  /// The snapshot as it was found in the descriptor store.
  func found() throws -> [FoundSnapshot] {
    FoundSnapshot.readAll(stored: [try passed()], directory: nil, report: { _ in })
  }
}

/// The machine's clocks.
enum TestClock {
  /// This moment; of the tracker's time it says nothing.
  static var moment: SnapshotMoment { TrackerClock().moment }
}

extension SnapshotAssembly {
  /// Adds all tables, in as many shares as it waits for; returns how many of the shares were the last.
  @discardableResult
  func write<Store: SwarmStore & ~Copyable>(_ swarms: borrowing Store, shares: Int = 1) -> Int {
    var lastOnes = 0
    for share in 0..<shares {
      var writer = SectionWriter(share: share, of: shares)
      writer.begin(self)
      while writer.isBusy { if writer.step(swarms) { lastOnes += 1 } }
    }
    return lastOnes
  }

  /// Seals it for a tracker, and restores it into new tables with the same key; throws what is wrong with it.
  func restored(_ subject: TestSubject) throws -> SingleThreadedStore {
    _ = try seal(subject)
    return try WrittenSnapshot.restore(try memory.bytes())
  }
}

extension SnapshotHeader {
  /// The secret and the key of the tables, as they are written.
  var keys: [UInt8] { Array(bytes[56..<88]) }
}

extension MemoryFile {
  /// The header of the snapshot that it holds.
  func header() throws -> SnapshotHeader {
    let bytes = try bytes()
    return try SnapshotHeader(bytes.span)
  }
}
