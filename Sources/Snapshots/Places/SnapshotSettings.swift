// The settings of snapshots: where they are kept, how often they are taken, and whether at all.

/// What is kept over the end of the process, and where.
public struct SnapshotSettings: Equatable, Sendable {
  /// What an operator may choose as ``interval``, in seconds.
  public static let intervals: ClosedRange<UInt64> = 1...3600

  /// Whether nothing is kept, and what an earlier run kept is removed.
  public var isEphemeral: Bool
  /// The directory of the snapshot on disk; nil for what the service manager names in `STATE_DIRECTORY`, or no directory.
  public var directory: String?
  /// Seconds between two snapshots: about what a crash or a power cut loses.
  public var interval: UInt32

  /// Settings; by default nothing is kept on disk, and a snapshot is taken each minute.
  public init(isEphemeral: Bool = false, directory: String? = nil, interval: UInt32 = 60) {
    self.isEphemeral = isEphemeral
    self.directory = directory
    self.interval = interval
  }
}
