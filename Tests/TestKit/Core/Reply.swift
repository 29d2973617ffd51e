// Replies as clients read them, strictly, and independently of the tracker's own code.
package import TrackerProtocol

/// A reply that a client would accept; anything malformed is nil.
package enum Reply: Equatable {
  case connect(transaction: UInt32, id: UInt64)
  case announce(AnnounceReply)
  case scrape(transaction: UInt32, [ScrapeEntry])
  case error(transaction: UInt32, text: String)

  /// Reads a reply to a client of a family.
  package init?(_ bytes: [UInt8], family: AddressFamily) {
    guard bytes.count >= 8 else { return nil }
    let transaction = Self.number(bytes[4..<8])
    let body = Array(bytes[8...])
    switch Self.number(bytes[0..<4]) {
    case 0 where body.count == 8: self = .connect(transaction: transaction, id: Self.longNumber(body[...]))
    case 1:
      guard let reply = AnnounceReply(transaction: transaction, body, family: family) else { return nil }
      self = .announce(reply)
    case 2 where body.count % 12 == 0:
      let entries = stride(from: 0, to: body.count, by: 12).map { ScrapeEntry(body[$0..<$0 + 12]) }
      self = .scrape(transaction: transaction, entries)
    case 3: self = .error(transaction: transaction, text: String(decoding: body, as: UTF8.self))
    default: return nil
    }
  }

  package static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
  package static func longNumber(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// A scrape's numbers for one torrent.
package struct ScrapeEntry: Equatable {
  package var seeders: UInt32
  package var completed: UInt32
  package var leechers: UInt32

  package init(seeders: UInt32 = 0, completed: UInt32 = 0, leechers: UInt32 = 0) {
    self.seeders = seeders
    self.completed = completed
    self.leechers = leechers
  }

  package init(_ bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    seeders = Reply.number(bytes[start..<start + 4])
    completed = Reply.number(bytes[start + 4..<start + 8])
    leechers = Reply.number(bytes[start + 8..<start + 12])
  }
}

/// What an announce is answered with.
package struct AnnounceReply: Equatable {
  package var transaction: UInt32
  package var interval: UInt32
  package var leechers: UInt32
  package var seeders: UInt32
  package var peers: [Endpoint]

  package init?(transaction: UInt32, _ body: [UInt8], family: AddressFamily) {
    let stride = family == .ipv4 ? 6 : 18
    guard body.count >= 12, (body.count - 12) % stride == 0 else { return nil }
    self.transaction = transaction
    interval = Reply.number(body[0..<4])
    leechers = Reply.number(body[4..<8])
    seeders = Reply.number(body[8..<12])
    peers = Swift.stride(from: 12, to: body.count, by: stride).map { Self.peer(body[$0..<$0 + stride]) }
  }

  private static func peer(_ bytes: ArraySlice<UInt8>) -> Endpoint {
    let port = UInt16(Reply.number(bytes.suffix(2)))
    let address = bytes.dropLast(2)
    guard address.count == 16 else { return Endpoint(address: IPAddress(ipv4: Reply.number(address)), port: port) }
    let parsed = IPAddress(high: Reply.longNumber(address.prefix(8)), low: Reply.longNumber(address.suffix(8)))
    return Endpoint(address: parsed, port: port)
  }
}
