// The clock of a running machine.
import Glibc
import LinuxIO
import Testing

@Suite("The monotonic clock")
struct MonotonicClockTests {
  @Test("never goes back")
  func forward() {
    var last = MonotonicClock.nanoseconds
    for _ in 0..<1000 {
      let now = MonotonicClock.nanoseconds
      #expect(now >= last)
      last = now
    }
    #expect(MonotonicClock.milliseconds >= last / 1_000_000)
  }

  @Test("is the kernel's CLOCK_MONOTONIC, by which systemd reads the time of a reload")
  func kernel() {
    var time = timespec()
    let before = MonotonicClock.nanoseconds
    #expect(unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0)
    let after = MonotonicClock.nanoseconds
    #expect((before...after).contains(UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)))
  }
}
