// The time of day.
import CLinux
import LinuxIO
import Testing

@Suite("The time of day")
struct RealtimeClockTests {
  @Test("is the C library's")
  func time() {
    // time(2) may show the kernel's last tick, so it can be behind by a moment.
    let before = UInt64(CLinux.time(nil))
    let now = RealtimeClock.nanoseconds / 1_000_000_000
    // In order, unless the clock is set back between the calls; a day's leeway makes that harmless here.
    #expect(now + 86_400 >= before && now <= before + 86_400)
  }
}
