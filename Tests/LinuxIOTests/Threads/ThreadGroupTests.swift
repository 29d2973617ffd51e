// Threads.
import CLinux
import Glibc
import LinuxIO
import Testing

@Suite("A group of threads")
struct ThreadGroupTests {
  @Test("has run all of its threads when it is joined")
  func join() throws {
    let sum = Locked(0)
    var threads = ThreadGroup()
    for number in 1...4 {
      try threads.start(named: "adder-\(number)") { sum.withLock { $0 += number } }
    }
    threads.join()
    #expect(sum.withLock { $0 } == 10)
  }

  @Test("is joined when it is gone, and more than once does no harm")
  func gone() throws {
    let sum = Locked(0)
    do {
      var threads = ThreadGroup()
      threads.join()
      try threads.start(named: "first") { sum.withLock { $0 += 1 } }
      threads.join()
      threads.join()
      try threads.start(named: "second") { sum.withLock { $0 += 1 } }
    }
    #expect(sum.withLock { $0 } == 2)
  }

  @Test("gives each thread its name, cut to what the kernel keeps")
  func name() throws {
    let names = Locked<[String]>([])
    var threads = ThreadGroup()
    for name in ["worker-0", "a name that is too long"] {
      try threads.start(named: name) {
        let file = unsafe clinux_open_readonly("/proc/thread-self/comm")
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe read(file, &bytes, bytes.count)
        close(file)
        let kept = String(decoding: bytes.prefix(count - 1), as: UTF8.self)
        names.withLock { $0.append(kept) }
      }
      threads.join()
    }
    #expect(names.withLock { $0 } == ["worker-0", "a name that is "])
  }

  @Test("releases what its threads were started with")
  func released() throws {
    final class Witness: Sendable {}
    weak var witness: Witness?
    var threads = ThreadGroup()
    do {
      let strong = Witness()
      witness = strong
      try threads.start(named: "holder") { withExtendedLifetime(strong) {} }
    }
    threads.join()
    #expect(witness == nil)
  }
}
