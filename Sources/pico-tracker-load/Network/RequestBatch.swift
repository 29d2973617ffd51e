// A batch of requests made from templates, of which each request changes a few fields.
internal import TrackerProtocol

/// Up to 64 requests to send with one system call.
struct RequestBatch: ~Copyable {
  // Every message's buffer holds one request of each kind, on cache lines of their own.
  private static let connectOffset = 0
  private static let announceOffset = 64
  private static let scrapeOffset = 192
  private static let bufferSize =
    scrapeOffset + WireFormat.requestHeaderLength + WireFormat.maximumScrapeCount * InfoHash.byteCount
  /// What a leecher has left, in bytes; any number but 0 makes one.
  private static let bytesLeft: UInt64 = 1 << 30

  private var messages = MessageBatch(bufferSize: bufferSize, hasNames: false)
  private(set) var count = 0

  init(wantedPeers: Int32) {
    for index in 0..<LoadLimits.batch {
      messages.withBuffer(index) { bytes in
        bytes.storeBigEndian(WireFormat.connectMagic, at: Self.connectOffset)
        bytes.storeBigEndian(Action.connect.rawValue, at: Self.connectOffset + 8)
        bytes.storeBigEndian(Action.announce.rawValue, at: Self.announceOffset + 8)
        bytes.storeBigEndian(wantedPeers, at: Self.announceOffset + 92)
        bytes.storeBigEndian(Action.scrape.rawValue, at: Self.scrapeOffset + 8)
      }
    }
  }

  var isFull: Bool { count == LoadLimits.batch }

  /// Adds a connect request.
  @inline(__always)
  mutating func addConnect(transactionID: UInt32) {
    messages.withBuffer(count) { $0.storeBigEndian(transactionID, at: Self.connectOffset + 12) }
    messages.select(count, offset: Self.connectOffset, length: WireFormat.requestHeaderLength)
    count &+= 1
  }

  /// Adds an announce of one of the population's peers.
  @inline(__always)
  mutating func addAnnounce(
    ofPeer peer: Int, in population: borrowing Population, event: AnnouncedEvent, connectionID: UInt64,
    transactionID: UInt32
  ) {
    let infoHash = Population.infoHash(ofTorrent: population.torrent(ofPeer: peer))
    let isDone = event == .completed || population.isSeeder(peer)
    let port = population.port(ofPeer: peer)
    messages.withBuffer(count) { bytes in
      let start = Self.announceOffset
      bytes.storeBigEndian(connectionID, at: start)
      bytes.storeBigEndian(transactionID, at: start + 12)
      bytes.store(infoHash, at: start + 16)
      // The end of the peer id; its beginning stays 0.
      bytes.storeBigEndian(UInt64(truncatingIfNeeded: peer), at: start + 48)
      bytes.storeBigEndian(isDone ? 0 : Self.bytesLeft, at: start + 64)
      bytes.storeBigEndian(event.rawValue, at: start + 80)
      bytes.storeBigEndian(port, at: start + 96)
    }
    messages.select(count, offset: Self.announceOffset, length: WireFormat.announceRequestLength)
    count &+= 1
  }

  /// Adds a scrape of `size` torrents that `torrent` names.
  @inline(__always)
  mutating func addScrape(size: Int, connectionID: UInt64, transactionID: UInt32, torrent: () -> Int) {
    messages.withBuffer(count) { bytes in
      bytes.storeBigEndian(connectionID, at: Self.scrapeOffset)
      bytes.storeBigEndian(transactionID, at: Self.scrapeOffset + 12)
      for place in 0..<size {
        let offset = Self.scrapeOffset &+ WireFormat.requestHeaderLength &+ place &* InfoHash.byteCount
        bytes.store(Population.infoHash(ofTorrent: torrent()), at: offset)
      }
    }
    let length = WireFormat.requestHeaderLength + size * InfoHash.byteCount
    messages.select(count, offset: Self.scrapeOffset, length: length)
    count &+= 1
  }

  /// Sends what was added, and starts anew. Returns how many requests went out, from the first on.
  mutating func send(through descriptor: Int32) -> Int {
    defer { count = 0 }
    return max(messages.send(0..<count, through: descriptor), 0)
  }
}

extension MutableRawSpan {
  @inline(__always)
  fileprivate mutating func store(_ infoHash: InfoHash, at offset: Int) {
    storeBigEndian(infoHash.first, at: offset)
    storeBigEndian(infoHash.second, at: offset &+ 8)
    storeBigEndian(infoHash.third, at: offset &+ 16)
  }
}
