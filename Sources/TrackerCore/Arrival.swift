// The circumstances of a datagram: from where, to where and when it came.
public import TrackerProtocol

/// From where, to where and when a datagram came.
public struct Arrival: Sendable, BitwiseCopyable {
  /// The address and port it was sent from.
  public let source: Endpoint
  /// The address and port it was sent to; a datagram that claims to come from there is dropped.
  public let destination: Endpoint
  /// When it was received.
  public let now: Instant

  /// The circumstances of one datagram.
  @inline(__always)
  public init(from source: Endpoint, at destination: Endpoint, now: Instant) {
    self.source = source
    self.destination = destination
    self.now = now
  }
}
