// The number of replies that a round of sending sent, lost or had refused.

/// What became of the replies of one round.
public struct SendOutcome: Equatable, Sendable {
  /// Replies the kernel took.
  public var sent = 0
  /// Replies the kernel refused: no route, a firewall's rule, too long.
  public var refused = 0
  /// Replies given up because the socket's send buffer stayed full.
  public var lost = 0
  /// Why the last refused reply was refused.
  public var lastRefusal: Errno?

  /// A round in which nothing was sent yet.
  public init() {}
}
