// Waits for room in a full send buffer, with a limit on the sum of all waits.
internal import CLinux

/// Waits for room in a descriptor's send buffer, with a bound on the sum of all waits.
struct RoomForSending: ~Copyable {
  private let descriptor: Int32
  private let patienceMilliseconds: Int
  /// When patience ends, in nanoseconds of the monotonic clock; set by the first wait, to spare the usual round the clock.
  private var deadline: UInt64?

  init(descriptor: Int32, patienceMilliseconds: Int) {
    self.descriptor = descriptor
    self.patienceMilliseconds = patienceMilliseconds
  }

  /// Whether there is room, or an error that the next send will report; false if patience ended first.
  mutating func await() -> Bool {
    let now = MonotonicClock.nanoseconds
    let deadline = self.deadline ?? now + UInt64(patienceMilliseconds) * 1_000_000
    self.deadline = deadline
    guard now < deadline else { return false }
    // Rounded up: a wait of 0 ms would be a busy loop. An interrupted wait counts as room; the send that follows finds out.
    let milliseconds = Int32(clamping: (deadline - now + 999_999) / 1_000_000)
    return clinux_wait_writable(descriptor, milliseconds) != 0
  }
}
