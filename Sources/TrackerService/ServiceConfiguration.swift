// Everything an operator can decide about a running tracker, already checked.

/// The settings of one run of the tracker. The command line makes it; the service only reads it.
public struct ServiceConfiguration: Sendable {
  /// The UDP port to bind on both families; 0 lets the kernel choose one, for tests.
  public var port: UInt16
  /// How many worker threads serve, 1 to 16; nil for one per CPU the process may use.
  public var workers: Int?
  /// Seconds between two announces of a client, 300 to 10 800.
  public var interval: UInt32
  /// Seconds for which a connection id is accepted after it was issued, 120 (strict) or more.
  public var connectionIDMaxAge: UInt32
  /// Whether each request is logged.
  public var isDebug: Bool

  public init(
    port: UInt16 = 1337, workers: Int? = nil, interval: UInt32 = 900, connectionIDMaxAge: UInt32 = 1800,
    isDebug: Bool = false
  ) {
    self.port = port
    self.workers = workers
    self.interval = interval
    self.connectionIDMaxAge = connectionIDMaxAge
    self.isDebug = isDebug
  }
}
