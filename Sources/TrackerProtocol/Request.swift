// The header of every request (BEP 15).

/// The first 16 bytes of a request: connection id (8), action (4), transaction id (4).
public struct RequestHeader: Sendable, BitwiseCopyable {
  /// What the client was given by a connect; in a connect request the magic number.
  public let connectionID: UInt64
  /// The action code as it came; 3 and more are no request (W-02).
  public let actionCode: UInt32
  /// The client's own number for this request, echoed in the reply (W-09).
  public let transactionID: UInt32

  /// Reads the header, or returns nil for a datagram too short to be a request (W-01).
  @inlinable @inline(__always)
  public init?(_ datagram: Span<UInt8>) {
    guard datagram.count >= WireFormat.requestHeaderLength else { return nil }
    connectionID = datagram.bigEndianUInt64(at: 0)
    actionCode = datagram.bigEndianUInt32(at: 8)
    transactionID = datagram.bigEndianUInt32(at: 12)
  }
}
