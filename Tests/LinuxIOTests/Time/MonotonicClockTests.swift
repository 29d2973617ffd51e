// Clocks.
import LinuxIO
import Testing

@Suite("The clocks")
struct MonotonicClockTests {
  @Test("never go back")
  func monotonic() {
    var (fine, coarse, used) = (UInt64(0), UInt64(0), UInt64(0))
    for _ in 0..<1000 {
      let now = (MonotonicClock.nanoseconds, MonotonicClock.coarseNanoseconds, ProcessorTime.threadNanoseconds)
      #expect(now.0 >= fine && now.1 >= coarse && now.2 >= used)
      (fine, coarse, used) = now
    }
    #expect(used > 0)
  }

  @Test("agree: the coarse one is the fine one of a moment ago")
  func coarse() {
    let coarse = MonotonicClock.coarseNanoseconds
    let fine = MonotonicClock.nanoseconds
    #expect(coarse <= fine)
    #expect(coarse > 0)
  }
}
