// The handover of a snapshot in the making, from the thread that begins it to the workers that write it.
internal import LinuxIO
internal import Synchronization

/// The snapshot that the workers are to write, if there is one. Any thread may use it.
public final class SnapshotHandover: Sendable {
  private let assembly = Locked<SnapshotAssembly?>(nil)
  private let begun = Atomic<UInt32>(0)

  /// Makes one with nothing to write.
  public init() {}

  /// A number that changes when a snapshot begins, so that one load tells a worker of it.
  @inline(__always)
  public var number: UInt32 { begun.load(ordering: .acquiring) }

  /// The snapshot to write, unless it is over.
  public var current: SnapshotAssembly? { assembly.withLock { $0 } }

  /// Has all workers write their share of a snapshot.
  func begin(_ next: SnapshotAssembly) {
    assembly.withLock { $0 = next }
    begun.wrappingAdd(1, ordering: .releasing)
  }

  /// Forgets the snapshot, which everybody has written or which is given up.
  func end() { assembly.withLock { $0 = nil } }
}
