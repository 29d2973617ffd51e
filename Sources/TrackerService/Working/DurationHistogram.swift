// A histogram of durations in a fixed amount of memory.

/// Counts of durations in nanoseconds, in buckets that grow with the duration: eight for each doubling.
struct DurationHistogram {
  /// Buckets per doubling, as a power of two; what a bucket holds differs by less than an eighth.
  private static let precisionBits = 3
  private static let stepCount = 1 << precisionBits
  /// Enough for 17 s. What takes longer counts in the last bucket, and is known as the slowest.
  private static let bucketCount = 256

  private var counts = InlineArray<256, UInt64>(repeating: 0)
  /// How many durations there are.
  private(set) var count: UInt64 = 0
  /// The longest, exactly; 0 if there are none.
  private(set) var slowest: UInt64 = 0

  /// Counts one duration.
  mutating func record(_ nanoseconds: UInt64) {
    counts[Self.bucket(of: nanoseconds)] &+= 1
    count &+= 1
    slowest = max(slowest, nanoseconds)
  }

  /// Adds what another counted.
  mutating func add(_ other: borrowing DurationHistogram) {
    for bucket in 0..<Self.bucketCount { counts[bucket] &+= other.counts[bucket] }
    count &+= other.count
    slowest = max(slowest, other.slowest)
  }

  /// What so many of a thousand do not exceed, in nanoseconds, as the upper end of its bucket; 0 if there are none.
  func permille(_ share: UInt64) -> UInt64 {
    let rank = (count * share + 999) / 1000
    var seen: UInt64 = 0
    for bucket in 0..<(Self.bucketCount - 1) {
      seen += counts[bucket]
      if seen >= rank { return min(Self.upperEnd(of: bucket), slowest) }
    }
    return slowest
  }

  /// Below eight each number has its own bucket; above, the three bits after the leading one choose among those of its doubling.
  private static func bucket(of nanoseconds: UInt64) -> Int {
    guard nanoseconds >= UInt64(stepCount) else { return Int(nanoseconds) }
    let shift = 63 - precisionBits - nanoseconds.leadingZeroBitCount
    return min((shift + 1) * stepCount + Int(nanoseconds >> UInt64(shift)) - stepCount, bucketCount - 1)
  }

  /// The largest number of a bucket; the last has none.
  private static func upperEnd(of bucket: Int) -> UInt64 {
    guard bucket >= stepCount else { return UInt64(bucket) }
    let shift = UInt64(bucket / stepCount - 1)
    return (UInt64(bucket % stepCount + stepCount + 1) << shift) - 1
  }
}
