// A moment of the tracker's time.
public import Swarms

/// A moment, in milliseconds since an origin that stays fixed while the tracker's state lives. The core has no clock.
public struct Instant: Equatable, Comparable, Sendable, BitwiseCopyable {
  /// Milliseconds since the origin.
  public let milliseconds: UInt64
  /// Whole seconds since the origin; kept, since a moment is read once for many datagrams.
  public let seconds: UInt64

  /// The moment so many milliseconds after the origin.
  @inlinable
  public init(milliseconds: UInt64) {
    self.milliseconds = milliseconds
    seconds = milliseconds / 1000
  }

  /// The moment so many seconds after the origin.
  @inlinable
  public init(seconds: UInt64) { self.init(milliseconds: seconds &* 1000) }

  /// The moment as the tables keep it.
  @inlinable
  public var tick: Tick { Tick(seconds: UInt32(truncatingIfNeeded: seconds)) }

  /// Whether the left moment is the earlier one.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}
