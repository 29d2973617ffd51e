// Answers scrapes of proven sources.
internal import Swarms
internal import TrackerProtocol

extension Responder {
  /// Answers with the counts of the torrents asked for, in the order asked, duplicates repeated (S-01).
  @inline(__always)
  mutating func scrape<Store: SwarmStore & ~Copyable>(
    _ datagram: Span<UInt8>, _ header: RequestHeader, _ swarms: borrowing Store, _ reply: inout MutableRawSpan
  ) -> Response {
    let count = ScrapeRequest.count(in: datagram)
    guard count > 0 else { return refuse(.emptyScrape, header, &reply) }
    ReplyEncoder.scrapeHeader(transactionID: header.transactionID, into: &reply)
    let key = swarms.digestKey
    for index in 0..<count {
      let infoHash = ScrapeRequest.infoHash(at: index, in: datagram)
      let digest = InfoHashDigest(infoHash, key: key)
      let counts = swarms.withTable(digest.table) { table in table.counts(of: infoHash, digest) }
      ReplyEncoder.scrapeEntry(
        seeders: counts.seeders, completed: counts.completed, leechers: counts.leechers, at: index, into: &reply)
    }
    let length = WireFormat.scrapeReplyHeaderLength + count * WireFormat.scrapeEntryLength
    return Response(.scraped, length: length)
  }
}
