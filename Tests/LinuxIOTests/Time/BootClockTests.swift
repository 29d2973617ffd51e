// The clock by which data ages.
import Glibc
import LinuxIO
import Testing

@Suite("The clock since boot")
struct BootClockTests {
  @Test("never goes back")
  func forward() {
    var last = BootClock.nanoseconds
    for _ in 0..<1000 {
      let now = BootClock.nanoseconds
      #expect(now >= last)
      last = now
    }
    #expect(BootClock.milliseconds >= last / 1_000_000)
  }

  @Test("is the kernel's CLOCK_BOOTTIME, which goes on while the machine sleeps")
  func kernel() {
    var time = timespec()
    let before = BootClock.nanoseconds
    #expect(unsafe clock_gettime(CLOCK_BOOTTIME, &time) == 0)
    let after = BootClock.nanoseconds
    #expect((before...after).contains(UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)))
  }
}
