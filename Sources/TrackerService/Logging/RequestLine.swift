// The line of the debug log for one request and its reply.
internal import TrackerCore
internal import TrackerProtocol

/// Puts a request and its reply into an operator's words. Used only with `-debug`; it reads the packets again.
enum RequestLine {
  /// The line for one datagram; `reply` holds the bytes that are sent back.
  static func text(
    for datagram: Span<UInt8>, from source: Endpoint, response: Response, reply: Span<UInt8>
  ) -> String {
    switch response.outcome {
    case .connected: "connect from \(source): connection id issued"
    case .announced: announce(datagram, source, reply)
    case .scraped: scrape(datagram, source, reply)
    // What is dropped never comes here: an unproven source must not be able to fill a log, not even a debugging one.
    case let other: "refused \(source): \(other.explanation)"
    }
  }

  private static func announce(_ datagram: Span<UInt8>, _ source: Endpoint, _ reply: Span<UInt8>) -> String {
    guard let request = AnnounceRequest(datagram) else { return "announce from \(source)" }
    let peerCount = (reply.count - WireFormat.announceReplyHeaderLength) / source.address.family.peerLength
    return "announce from \(source): info_hash=\(request.infoHash) port=\(request.port) left=\(request.left)"
      + " event=\(name(of: request.event)) wanted=\(request.wantedPeerCount)\(path(datagram));"
      + " answered with peers=\(peerCount) seeders=\(reply.bigEndianUInt32(at: 16))"
      + " leechers=\(reply.bigEndianUInt32(at: 12)) interval=\(reply.bigEndianUInt32(at: 8))"
  }

  private static func scrape(_ datagram: Span<UInt8>, _ source: Endpoint, _ reply: Span<UInt8>) -> String {
    var text = "scrape from \(source): answered with"
    for index in 0..<ScrapeRequest.count(in: datagram) {
      let entry = WireFormat.scrapeReplyHeaderLength + index * WireFormat.scrapeEntryLength
      text += index == 0 ? " " : ", "
      text += "info_hash=\(ScrapeRequest.infoHash(at: index, in: datagram))"
      text += " seeders=\(reply.bigEndianUInt32(at: entry)) completed=\(reply.bigEndianUInt32(at: entry + 4))"
      text += " leechers=\(reply.bigEndianUInt32(at: entry + 8))"
    }
    return text
  }

  private static func name(of event: Event) -> String {
    switch event {
    case .none: "none"
    case .completed: "completed"
    case .started: "started"
    case .stopped: "stopped"
    case .paused: "paused"
    }
  }

  /// The path of the announce URL, if the client sent it (BEP 41); what is not plain ASCII is shown as a question mark.
  private static func path(_ datagram: Span<UInt8>) -> String {
    let data = AnnounceOptions.urlData(of: datagram)
    guard !data.isEmpty else { return "" }
    var text = " path="
    for byte in data.prefix(longestPath) {
      text.unicodeScalars.append(byte > 0x20 && byte < 0x7f ? Unicode.Scalar(byte) : "?")
    }
    return data.count > longestPath ? text + "..." : text
  }

  /// Bytes of a path that are shown.
  private static let longestPath = 100
}
