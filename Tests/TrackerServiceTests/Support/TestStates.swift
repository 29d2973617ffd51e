// States as earlier runs leave them, whole and damaged.
import Glibc
import LinuxIO
import Swarms
import Systemd
import TrackerCore

@testable import TrackerService

/// What a state in a test is made of.
struct TestState {
  var secret = ConnectionIDSecret(1, 2)
  var digestKey = SipKey(6, 7)
  /// Milliseconds of the tracker's time at which it was made. Ages are differences of these: the machine that runs the test may
  /// have been up for a moment only.
  var madeAt: UInt64 = 5_000_000
  /// Milliseconds that the machine had been up then.
  var uptime = MonotonicClock.nanoseconds / 1_000_000
  /// How many torrents with one peer each are in it.
  var torrents = 0
  /// Changes the bytes before they are sealed.
  var damage: (inout [UInt8]) -> Void = { _ in }

  /// The state, sealed.
  func memory() throws -> MemoryFile { try MemoryFile.sealed(try bytes()) }

  /// The state's bytes.
  func bytes() throws -> [UInt8] {
    let tables = SharedTables(digestKey: digestKey)
    tables.swarms.announce(torrents: 0..<torrents)
    let round = try SavingRound(savers: 1, milliseconds: 0)
    round.save(tables.swarms)
    let moment = StateMoment(
      tracker: Instant(milliseconds: madeAt), monotonicMilliseconds: uptime,
      realtimeMilliseconds: RealtimeClock.nanoseconds / 1_000_000)
    _ = try round.seal(moment, secret: secret, digestKey: digestKey, totals: tables.swarms.totals())
    var bytes = try round.memory.bytes()
    damage(&bytes)
    return bytes
  }

  /// The state as the service manager passes it.
  func passed(as name: String = StateSource.storedNames[0]) throws -> PassedDescriptor {
    let memory = try memory()
    return PassedDescriptor(number: dup(memory.descriptor), name: name)
  }

  /// The state as it was found in the descriptor store.
  func earlier() throws -> [EarlierState] { EarlierState.all(stored: [try passed()], disk: nil, log: Log()) }
}

extension SavingRound {
  /// Adds all tables, in as many shares as the round waits for; returns how many of the shares were the last.
  @discardableResult
  func save(_ swarms: borrowing SharedSwarms, shares: Int = 1) -> Int {
    var lastOnes = 0
    for share in 0..<shares {
      var saver = SectionSaver(share: share, of: shares)
      saver.begin(self)
      while saver.isBusy { if saver.step(swarms) { lastOnes += 1 } }
    }
    return lastOnes
  }
}

extension SavingRound {
  /// Seals the round, and restores it into new tables with the key of those it was saved from; throws what is wrong with it.
  func restored(digestKey: SipKey = SipKey(6, 7)) throws -> SharedTables {
    let tables = SharedTables(digestKey: digestKey)
    let moment = StateMoment(tracker: Instant(seconds: 1), monotonicMilliseconds: 2, realtimeMilliseconds: 3)
    _ = try seal(moment, secret: ConnectionIDSecret(4, 5), digestKey: digestKey, totals: SwarmTotals())
    let bytes = try memory.bytes()
    try SavedSwarms.restore(bytes.span, try StateHeader(bytes.span), into: tables.swarms)
    return tables
  }
}

extension StateHeader {
  /// The secret and the key of the tables, as they are written.
  var keys: [UInt8] { Array(bytes[56..<88]) }
}

extension MemoryFile {
  /// All of the bytes, copied.
  func bytes() throws(Errno) -> [UInt8] {
    // Unsafe: copied at once.
    try withBytes { span in unsafe span.withUnsafeBufferPointer { unsafe Array($0) } }
  }

  /// A file that holds the bytes, sealed.
  static func sealed(_ bytes: [UInt8]) throws(Errno) -> MemoryFile {
    let file = try MemoryFile.create(named: "test")
    try file.write(bytes.span, at: 0)
    try file.seal()
    return file
  }

  /// The header of the state that it holds.
  func header() throws -> StateHeader {
    let bytes = try bytes()
    return try StateHeader(bytes.span)
  }
}
