// Replies, written in place into a buffer that the caller owns.

/// Writes the replies of BEP 15; each function returns or documents the number of bytes it filled.
public enum ReplyEncoder {
  /// `action=0:4 txid:4 id:8`; 16 bytes, never more (C-01).
  @inlinable @inline(__always)
  public static func connect(connectionID: UInt64, transactionID: UInt32, into reply: inout MutableRawSpan) -> Int {
    head(.connect, transactionID, into: &reply)
    reply.storeBigEndian(connectionID, at: 8)
    return WireFormat.connectReplyLength
  }

  /// The 20 bytes before the peers: `action=1:4 txid:4 interval:4 leechers:4 seeders:4`.
  @inlinable @inline(__always)
  public static func announceHeader(
    interval: UInt32, leechers: UInt32, seeders: UInt32, transactionID: UInt32, into reply: inout MutableRawSpan
  ) {
    // A window of known length, here and below: one check in place of one for each field.
    var header = reply._mutatingExtracting(0..<WireFormat.announceReplyHeaderLength)
    head(.announce, transactionID, into: &header)
    header.storeBigEndian(interval, at: 8)
    header.storeBigEndian(leechers, at: 12)
    header.storeBigEndian(seeders, at: 16)
  }

  /// The 8 bytes before the entries: `action=2:4 txid:4`.
  @inlinable @inline(__always)
  public static func scrapeHeader(transactionID: UInt32, into reply: inout MutableRawSpan) {
    head(.scrape, transactionID, into: &reply)
  }

  /// Entry `index` of a scrape reply: `seeders:4 completed:4 leechers:4`.
  @inlinable @inline(__always)
  public static func scrapeEntry(
    seeders: UInt32, completed: UInt32, leechers: UInt32, at index: Int, into reply: inout MutableRawSpan
  ) {
    let offset = WireFormat.scrapeReplyHeaderLength &+ index &* WireFormat.scrapeEntryLength
    var entry = reply._mutatingExtracting(offset..<offset &+ WireFormat.scrapeEntryLength)
    entry.storeBigEndian(seeders, at: 0)
    entry.storeBigEndian(completed, at: 4)
    entry.storeBigEndian(leechers, at: 8)
  }

  /// `action=3:4 txid:4 text`, without a terminating NUL; returns 8 plus the length of the text.
  public static func error(_ text: String, transactionID: UInt32, into reply: inout MutableRawSpan) -> Int {
    head(.error, transactionID, into: &reply)
    var length = WireFormat.errorReplyHeaderLength
    for byte in text.utf8 {
      reply.storeBytes(of: byte, toByteOffset: length, as: UInt8.self)
      length += 1
    }
    return length
  }

  @inlinable @inline(__always)
  static func head(_ action: Action, _ transactionID: UInt32, into reply: inout MutableRawSpan) {
    reply.storeBigEndian(action.rawValue, at: 0)
    reply.storeBigEndian(transactionID, at: 4)
  }
}
