// The bounds of the load tool, in one place.
internal import TrackerProtocol

/// What the tool refuses to exceed, and the sizes its buffers are made for.
enum LoadLimits {
  /// Sockets at once; each has an address of its own over IPv4.
  static let sockets = 1...1024
  /// Requests one socket may have under way. The transaction id has 16 bits for the place in the window.
  static let window = 1...4096
  /// Peers: what fits in memory with a few bytes each.
  static let peers = 1...50_000_000
  /// Torrents.
  static let torrents = 1...10_000_000
  /// Seconds of measuring.
  static let seconds = 1...3600
  /// Milliseconds until a request counts as lost.
  static let timeoutMilliseconds = 10...60_000
  /// Torrents in one scrape: what a tracker answers (BEP 15).
  static let scrapeSize = 1...WireFormat.maximumScrapeCount
  /// The most that stale ids may be of all requests; the loop is closed by the answers to the others.
  static let staleShare = 0.9
  /// Messages per system call; more than 64 gain nothing measurable.
  static let batch = 64
  /// The longest reply received whole, in bytes.
  static let replyCapacity = 2048
  /// Peers' ports begin here, so that none looks like a well-known service.
  static let lowestPeerPort = 1024
  /// How many ports peers may have.
  static let peerPortCount = 65536 - lowestPeerPort
}
