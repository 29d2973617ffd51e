// Marks that a restoration has begun and not ended, so that a snapshot that kills the tracker is not tried for ever.
internal import LinuxIO
internal import Systemd

/// Counts restorations that have ended a process: in the directory, or without one in the descriptor store, where one descriptor
/// stands for each.
struct RestorationMarks: ~Copyable {
  /// Restorations that have failed before a snapshot is set aside.
  static let limit: UInt64 = 2
  /// How long the service manager may take to read that there is one more mark, in microseconds.
  private static let readMicroseconds: UInt64 = 5_000_000

  private let directory: SnapshotDirectory?
  private let notifier = ServiceNotifier()
  /// How many there are.
  private(set) var count: UInt64

  private init(_ directory: SnapshotDirectory?, count: UInt64) {
    self.directory = directory
    self.count = count
  }

  /// Looks how many there are; the service manager has passed `storedCount` of its.
  static func read(_ directory: SnapshotDirectory?, storedCount: UInt64) -> RestorationMarks {
    var count = storedCount
    do throws(Errno) { count = max(count, try directory?.marks() ?? 0) } catch {
      // What cannot be read cannot be counted; whoever reads the snapshot will say so.
    }
    return RestorationMarks(directory, count: count)
  }

  /// Notes that a restoration begins. Where there is no place for the mark, there is nobody to tell either.
  mutating func add() {
    count += 1
    if let directory {
      do throws(Errno) { return try directory.setMarks(count) } catch { /* The store may take it. */ }
    }
    guard notifier.isSupervised else { return }
    do throws(Errno) {
      let mark = try MemoryFile.create(named: "pico-tracker-mark")
      do throws(SystemdError) {
        try notifier.store([mark.descriptor], name: SnapshotPlace.markName)
        try notifier.waitUntilRead(timeoutMicroseconds: Self.readMicroseconds)
      } catch { /* Said when a snapshot is stored. */  }
    } catch { /* Likewise. */  }
  }

  /// Notes that all of them have ended.
  mutating func clear() {
    guard count > 0 else { return }
    count = 0
    do throws(Errno) { try directory?.setMarks(0) } catch { /* Said when a snapshot is saved. */  }
    do throws(SystemdError) { try notifier.removeStored(name: SnapshotPlace.markName) } catch { /* Likewise. */  }
  }
}
