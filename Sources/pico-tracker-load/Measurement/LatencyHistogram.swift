// A histogram of reply times: a fixed amount of memory, and an error of at most 1/32.

/// Counts of times in nanoseconds.
struct LatencyHistogram {
  /// Buckets per doubling, as a power of two.
  private static let precisionBits = 5
  private static let stepCount = 1 << precisionBits
  private static let bucketCount = (64 - precisionBits + 1) * stepCount

  private var counts = [UInt64](repeating: 0, count: bucketCount)
  private(set) var total: UInt64 = 0

  /// Counts one time.
  @inline(__always)
  mutating func record(_ nanoseconds: UInt64) {
    counts[Self.bucket(of: nanoseconds)] &+= 1
    total &+= 1
  }

  /// Adds another histogram's counts.
  mutating func merge(_ other: LatencyHistogram) {
    for bucket in counts.indices { counts[bucket] += other.counts[bucket] }
    total += other.total
  }

  /// The time that `fraction` of all do not exceed, in nanoseconds, as the upper end of its bucket; 0 if there are none.
  func percentile(_ fraction: Double) -> UInt64 {
    let rank = max(UInt64((Double(total) * fraction).rounded(.up)), 1)
    var seen: UInt64 = 0
    for bucket in counts.indices {
      seen += counts[bucket]
      if seen >= rank { return Self.upperEnd(of: bucket) }
    }
    return 0
  }

  /// Below 32 each number has its own bucket; above, the five bits after the leading one choose among those of its doubling.
  @inline(__always)
  static func bucket(of nanoseconds: UInt64) -> Int {
    guard nanoseconds >= UInt64(stepCount) else { return Int(nanoseconds) }
    let shift = 63 - precisionBits - nanoseconds.leadingZeroBitCount
    return (shift + 1) * stepCount + Int(nanoseconds >> UInt64(shift)) - stepCount
  }

  /// The largest number of a bucket.
  static func upperEnd(of bucket: Int) -> UInt64 {
    guard bucket >= stepCount else { return UInt64(bucket) }
    let shift = UInt64(bucket / stepCount - 1)
    let base = UInt64(bucket % stepCount + stepCount) << shift
    return base + ((1 << shift) - 1)
  }
}
