// The packets that the kernel threw away within the last hour: an old loss is no news.

/// Counts by the minute, for an hour.
struct RecentLosses: Sendable {
  private static let minutes = 60

  /// What was lost in each of the last minutes; minute m of the clock is at m modulo 60.
  private var counts = InlineArray<60, UInt64>(repeating: 0)
  /// The minute of the clock that was noted last.
  private var minute: UInt64
  /// All that was lost until then.
  private var total: UInt64 = 0

  /// Begins with nothing lost, at a time in milliseconds of a clock that does not go back.
  init(milliseconds: UInt64) { minute = milliseconds / 60_000 }

  /// Takes note of how many packets were lost since the start; what is new counts for the minute of now.
  @inline(never)
  mutating func note(total: UInt64, milliseconds: UInt64) {
    let now = milliseconds / 60_000
    for passed in 0..<min(now - minute, UInt64(Self.minutes)) { counts[Self.index(now - passed)] = 0 }
    minute = now
    // A counter of the kernel's that began anew loses what came before it, and no more.
    if total > self.total { counts[Self.index(now)] += total - self.total }
    self.total = total
  }

  /// What was lost in this minute and the 59 before it.
  var lastHour: UInt64 {
    var sum: UInt64 = 0
    for index in 0..<Self.minutes { sum += counts[index] }
    return sum
  }

  private static func index(_ minute: UInt64) -> Int { Int(minute % UInt64(minutes)) }
}
