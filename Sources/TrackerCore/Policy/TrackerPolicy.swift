// The choices of this tracker where BEP 15 leaves them open, and its limits.

/// The choices of one tracker; every number has its unit in its name or its comment.
public struct TrackerPolicy: Sendable {
  /// Seconds between two announces of a client, before jitter.
  public var interval: UInt32
  /// Seconds for which a connection id is accepted after it was issued; 120 is strict.
  public var connectionIDMaxAge: UInt32

  /// The choices of a tracker; the defaults are a quarter of an hour and half an hour, in seconds.
  public init(interval: UInt32 = 900, connectionIDMaxAge: UInt32 = 1800) {
    self.interval = interval
    self.connectionIDMaxAge = connectionIDMaxAge
  }
}

/// Numbers that no operator needs to change.
public enum TrackerLimits {
  /// Peers in a reply to a client that leaves the number to the tracker.
  public static let defaultPeerCount = 50
  /// The most peers of a reply over IPv4: 20 + 200·6 = 1220 bytes, which no link fragments.
  public static let maximumIPv4PeerCount = 200
  /// The most peers of a reply over IPv6: 20 + 66·18 = 1208 bytes.
  public static let maximumIPv6PeerCount = 66
  /// The shortest interval ever told, in seconds; checkers of public trackers refuse less.
  public static let minimumInterval: UInt32 = 300
  /// Bytes a reply buffer must have: a full announce reply; a scrape of 74 takes less.
  public static let replyCapacity = 2048
  /// Seconds by which the clocks of machines with one secret may differ.
  static let sharedClockTolerance: UInt64 = 5
  /// Milliseconds in which every peer is looked at once, to see whether it fell silent.
  static let expiryPassMilliseconds: UInt64 = 30_000
  /// Peers looked at in one slice of expiry: some tens of microseconds where nobody has to go, and less than half a millisecond
  /// where everybody has.
  static let expirySlicePeers = 2048
}
