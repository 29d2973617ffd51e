// The fixed numbers of the UDP tracker protocol. What a tracker may choose for itself is in TrackerCore's limits.

/// Sizes, offsets and codes that BEP 15 fixes; all integers on the wire are big-endian.
public enum WireFormat {
  /// The value every connect request opens with, in place of a connection id.
  public static let connectMagic: UInt64 = 0x417_2710_1980
  /// The shortest datagram that can be a request: connection id (8), action (4), transaction id (4).
  public static let requestHeaderLength = 16
  /// A connect reply: action (4), transaction id (4), connection id (8).
  public static let connectReplyLength = 16
  /// The shortest announce request; BEP 41 options follow at this offset.
  public static let announceRequestLength = 98
  /// An announce reply without peers: action, transaction id, interval, leechers, seeders (4 each).
  public static let announceReplyHeaderLength = 20
  /// A scrape reply without entries: action (4), transaction id (4).
  public static let scrapeReplyHeaderLength = 8
  /// One scrape entry: seeders, completed, leechers (4 each).
  public static let scrapeEntryLength = 12
  /// An error reply without its text: action (4), transaction id (4).
  public static let errorReplyHeaderLength = 8
  /// The most info hashes one scrape may ask for (S-03).
  public static let maximumScrapeCount = 74
}

/// What a request asks for, and what a reply answers (BEP 15).
public enum Action: UInt32, Sendable {
  case connect = 0
  case announce = 1
  case scrape = 2
  /// Replies only; a request with this action is dropped (W-02).
  case error = 3
}
