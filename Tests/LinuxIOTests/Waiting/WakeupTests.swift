// Tests of Wakeup.swift.
import LinuxIO
import Testing

@Suite("A wakeup")
struct WakeupTests {
  @Test("is signalled until it is cleared, however often")
  func signal() throws {
    let wakeup = try Wakeup()
    #expect(wakeup.clear() == false)
    wakeup.signal()
    wakeup.signal()
    #expect(wakeup.clear() == true)
    #expect(wakeup.clear() == false)
  }

  @Test("ends another thread's wait")
  func otherThread() throws {
    let wakeup = try Wakeup()
    var poller = try Poller()
    try poller.add(wakeup.descriptor, token: 3)
    var threads = ThreadGroup()
    try threads.start(named: "waker") { wakeup.signal() }
    #expect(try poller.wait(milliseconds: nil) == 1)
    threads.join()
  }
}
