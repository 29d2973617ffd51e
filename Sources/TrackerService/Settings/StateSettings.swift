// What becomes of the tracker's memory when it ends: where keys and swarms are kept, how often, and whether at all.

/// What is kept over the end of the process, and where.
public struct StateSettings: Equatable, Sendable {
  /// What an operator may choose as ``snapshotInterval``, in seconds.
  public static let snapshotIntervals: ClosedRange<UInt64> = 1...3600

  /// Whether nothing is kept, and what an earlier run kept is removed.
  public var isEphemeral: Bool
  /// The directory of the snapshot on disk; nil for what the service manager names in `STATE_DIRECTORY`, or no directory.
  public var directory: String?
  /// Seconds between two snapshots: about what a crash or a power cut loses.
  public var snapshotInterval: UInt32
  /// The file with the secret from which the keys of connection ids are derived; nil for the credential `secret` in
  /// `CREDENTIALS_DIRECTORY`, or, without one, for random keys that are kept with the state.
  public var secretFile: String?

  public init(
    isEphemeral: Bool = false, directory: String? = nil, snapshotInterval: UInt32 = 60, secretFile: String? = nil
  ) {
    self.isEphemeral = isEphemeral
    self.directory = directory
    self.snapshotInterval = snapshotInterval
    self.secretFile = secretFile
  }
}
