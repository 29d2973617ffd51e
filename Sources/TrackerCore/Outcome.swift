// The outcome of a datagram: its kind of answer, or the reason why there was none.

/// The answer given to one datagram, or why there was none; each has a counter of its own.
public enum Outcome: UInt8, CaseIterable, Sendable {
  // Answered.
  case connected
  case announced
  case scraped
  // Answered with an error, to proven sources only.
  case refusedShortAnnounce
  case refusedPortZero
  case refusedEmptyScrape
  // Dropped in silence.
  case droppedTruncated
  case droppedSource
  case droppedShort
  case droppedAction
  case droppedMagic
  case droppedForeignID
  case droppedStaleID
  case droppedFutureID

  /// Whether the sender got no reply.
  public var isDrop: Bool { rawValue >= Outcome.droppedTruncated.rawValue }

  /// Whether the sender was told what is wrong.
  public var isRefusal: Bool {
    rawValue >= Outcome.refusedShortAnnounce.rawValue && rawValue <= Outcome.refusedEmptyScrape.rawValue
  }

  /// The outcome in an operator's words, for the log.
  public var explanation: String {
    switch self {
    case .connected: "connect answered"
    case .announced: "announce answered"
    case .scraped: "scrape answered"
    case .refusedShortAnnounce: "announce shorter than 98 bytes"
    case .refusedPortZero: "announce with port 0"
    case .refusedEmptyScrape: "scrape without an info hash"
    case .droppedTruncated: "datagram larger than any request"
    case .droppedSource: "source address or port that cannot be answered"
    case .droppedShort: "datagram shorter than 16 bytes"
    case .droppedAction: "action that is no request"
    case .droppedMagic: "connect without the protocol's magic number"
    case .droppedForeignID: "connection id that this tracker did not issue to this address"
    case .droppedStaleID: "connection id that is too old"
    case .droppedFutureID: "connection id from the future"
    }
  }
}

/// A reply's length and the reason for it.
public struct Response: Sendable {
  /// Bytes of the reply; 0 for none.
  public let length: Int
  /// What became of the datagram.
  public let outcome: Outcome

  @inline(__always)
  init(_ outcome: Outcome, length: Int = 0) {
    self.outcome = outcome
    self.length = length
  }
}
