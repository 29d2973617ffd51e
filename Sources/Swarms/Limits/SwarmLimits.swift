// The sizes, bounds and thresholds of the tables, in one place.

/// What bounds the swarm tables; the reasons stand beside the numbers.
public enum SwarmLimits {
  /// Tables that a tracker splits its torrents over: enough that workers rarely meet at one lock.
  public static let tableCount = 64
  /// Bits of a torrent's digest that choose its table.
  static let tableBits: UInt64 = 6
  /// Segments of one table. Each grows by itself, so no step ever moves more than a thousandth of all torrents.
  static let segmentCount = 16
  /// Bits of a torrent's digest that choose its segment.
  static let segmentBits: UInt64 = 4
  /// The fewest slots of a segment that holds anything.
  static let minimumSegmentCapacity = 4
  /// Torrents of one segment whose completed counts are kept while nobody is in their swarms: 2^20 in a tracker, in 60 MB.
  static let completedCountsOfSegment = 1024
  /// Steps for which such a count is kept: 30 days.
  static let completedCountSteps: UInt32 = 30 * 86_400 / Tick.seconds
  /// Steps by which a count may be from the future: two hours, far above what workers read the clock apart.
  static let futureCountSteps: UInt32 = 7200 / Tick.seconds

  /// 16-bit units of one word, the grain of the peer memory: 8 bytes, one IPv4 peer with its state.
  static let unitsPerWord = 4
  /// Words of one page of peer memory: 16 KiB, so that what a table holds and does not use is little, less 64 bytes, so that the
  /// page and the heads that Swift and malloc(3) give it are four pages of the system and not five.
  static let wordsPerPage = 2040
  /// Bits of a word's index within its page.
  static let pageBits: UInt32 = 11
  /// A page is searched for room only while this many of its words are free, so that no allocation searches full pages.
  static let minimumFreeWords = wordsPerPage / 16
  /// One part in so many of the peer memory may lie free before blocks are moved together.
  static let tolerableFreeShare = 10
  /// Pages searched before a new one is made: bounds the work of one allocation.
  static let pagesSearched = 4

  /// Peers of one family up to which a swarm is one block that is searched from end to end.
  static let smallSwarmPeers = 64
  /// Peers at which a hashed swarm becomes one block again; far enough below to not swing between the two.
  static let smallAgainPeers = 32
  /// Peers a bucket of a hashed swarm holds on average before the swarm gets another bucket.
  static let bucketPeers = 40
  /// Average below which a hashed swarm gives up a bucket.
  static let sparseBucketPeers = 15
  /// The most peers of one block: its counts are bytes. Buckets are far below it, unless very many addresses each use their whole
  /// bound.
  static let blockPeers = 255
  /// Draws of a random peer before the nearest one is taken; each finds one with a probability of about a half, and less where the
  /// fullest bucket is far above the average.
  static let randomDraws = 256
  /// Buckets merged at the most in one step of expiry.
  static let mergesPerStep = 128
}
