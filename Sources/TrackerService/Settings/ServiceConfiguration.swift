// The configuration of a tracker, already checked.
public import Snapshots

/// The settings of one run of the tracker. The command line makes it; the service only reads it.
public struct ServiceConfiguration: Sendable {
  /// The UDP port to bind on both families; 0 lets the kernel choose one, for tests. Passed sockets have theirs already.
  public var port: UInt16
  /// Where the port was set, if it was; for saying that it is ignored beside passed sockets.
  public var portOrigin: String?
  /// How many worker threads serve, 1 to 16; nil for one per CPU the process may use.
  public var workers: Int?
  /// What a reload can change.
  public var settings: LiveSettings
  /// What an operator may choose as ``peersPerAddress``; the highest is no bound.
  public static let peersPerAddressChoices: ClosedRange<UInt64> = 1...65_535

  /// How many peers of one address a swarm may have.
  public var peersPerAddress: UInt16
  /// What outlives the process.
  public var snapshots: SnapshotSettings
  /// The file with the secret from which the keys of connection ids are derived; nil for the credential `secret` in
  /// `CREDENTIALS_DIRECTORY`, or, without one, for random keys that are kept in snapshots.
  public var secretFile: String?

  /// A configuration with the defaults for whatever is not given.
  public init(
    port: UInt16 = 1337, workers: Int? = nil, settings: LiveSettings = LiveSettings(),
    peersPerAddress: UInt16 = 32, snapshots: SnapshotSettings = SnapshotSettings()
  ) {
    self.port = port
    self.workers = workers
    self.settings = settings
    self.snapshots = snapshots
    self.peersPerAddress = peersPerAddress
  }
}
