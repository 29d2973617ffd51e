// The scrape request (BEP 15).

/// The info hashes of a scrape: `id:8 action=2:4 txid:4 hash:20·k`.
public enum ScrapeRequest {
  /// How many info hashes are asked for and answered: whole ones only (S-04), at most 74 (S-03).
  @inlinable @inline(__always)
  public static func count(in datagram: Span<UInt8>) -> Int {
    let whole = max(datagram.count &- WireFormat.requestHeaderLength, 0) / InfoHash.byteCount
    return min(whole, WireFormat.maximumScrapeCount)
  }

  /// The info hash at `index`, which must be below `count(in:)`.
  @inlinable @inline(__always)
  public static func infoHash(at index: Int, in datagram: Span<UInt8>) -> InfoHash {
    let offset = WireFormat.requestHeaderLength &+ index &* InfoHash.byteCount
    // A window of known length: one check in place of one for each byte.
    return InfoHash(datagram.extracting(offset..<offset &+ InfoHash.byteCount), at: 0)
  }
}
