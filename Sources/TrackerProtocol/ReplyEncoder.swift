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
    head(.announce, transactionID, into: &reply)
    reply.storeBigEndian(interval, at: 8)
    reply.storeBigEndian(leechers, at: 12)
    reply.storeBigEndian(seeders, at: 16)
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
    reply.storeBigEndian(seeders, at: offset)
    reply.storeBigEndian(completed, at: offset &+ 4)
    reply.storeBigEndian(leechers, at: offset &+ 8)
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
