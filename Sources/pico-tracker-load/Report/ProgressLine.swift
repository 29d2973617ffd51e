// A progress line on a terminal.
internal import CLinux
internal import LinuxIO

/// A line on standard error that is written over once a second. Nothing if nobody is there to read it.
final class ProgressLine {
  private let start = MonotonicClock.nanoseconds
  private var lastTime: UInt64
  private var lastReplies: UInt64 = 0
  private let isShown = StandardError.isTerminal

  init() { lastTime = start }

  /// Shows the counts so far.
  func show(_ tally: borrowing Tally) {
    let now = MonotonicClock.nanoseconds
    guard isShown, now - lastTime >= 1_000_000_000 else { return }
    // The counts begin anew when measuring begins.
    let replies = tally.replies >= lastReplies ? tally.replies - lastReplies : tally.replies
    let rate = Double(replies) * 1e9 / Double(now - lastTime)
    write(
      "\(fixed(Double(now - start) / 1e9, digits: 0)) s  \(grouped(UInt64(rate))) replies/s  lost \(tally.lost)  "
        + "refused \(tally.refused)  p99 \(microseconds(tally.latency.percentile(0.99))) µs")
    lastTime = now
    lastReplies = tally.replies
  }

  /// Takes the line away.
  func clear() { if isShown { write("") } }

  private func write(_ text: String) {
    var line = "\r\u{1b}[K" + text
    line.withUTF8 { bytes in
      // Unsafe: the buffer is alive for the length of the call, and its own count bounds it.
      _ = unsafe CLinux.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    }
  }
}
