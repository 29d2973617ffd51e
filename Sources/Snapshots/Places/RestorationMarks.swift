// Marks that a restoration has begun and not ended, so that a snapshot that kills the tracker is not tried for ever.
internal import LinuxIO
internal import Systemd

/// Counts restorations that have ended a process: in the directory, or without one in the descriptor store, where one descriptor
/// stands for each.
struct RestorationMarks: ~Copyable {
  /// Restorations that have failed before a snapshot is set aside.
  static let limit: UInt64 = 2
  /// How long the service manager may take to read that there is one more mark, in microseconds.
  private static let readMicroseconds: UInt64 = 1_500_000

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
    RestorationMarks(directory, count: max(storedCount, directory?.marks ?? 0))
  }

  /// Notes that a restoration begins. What cannot be noted anywhere is not: the tracker then restores as often as it is started.
  mutating func add() {
    count += 1
    if directory?.setMarks(count) == true { return }
    guard notifier.isSupervised, let mark = try? MemoryFile.create(named: "pico-tracker-mark") else { return }
    // Until it is read, the manager might not take it from a process that has ended.
    _ = try? notifier.store([mark.descriptor], name: SnapshotPlace.markName)
    _ = try? notifier.waitUntilRead(timeoutMicroseconds: Self.readMicroseconds)
  }

  /// Notes that all of them have ended. Should that fail, whoever stores or saves the next snapshot will hear of it, too.
  mutating func clear() {
    guard count > 0 else { return }
    count = 0
    _ = directory?.setMarks(0)
    _ = try? notifier.removeStored(name: SnapshotPlace.markName)
  }
}
