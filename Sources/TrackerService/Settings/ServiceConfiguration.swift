// Everything an operator can decide about a running tracker, already checked.

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
  /// What is kept over the end of the process.
  public var state: StateSettings

  public init(
    port: UInt16 = 1337, workers: Int? = nil, settings: LiveSettings = LiveSettings(),
    state: StateSettings = StateSettings()
  ) {
    self.port = port
    self.workers = workers
    self.settings = settings
    self.state = state
  }
}
