// Threads.
import CLinux
import FoundationEssentials
import Glibc
import LinuxIO
import TestKit
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

  @Test("is joined for a time only where a thread does not end, and knows how many are left")
  func patience() throws {
    let gate = Locked(false)
    var threads = ThreadGroup()
    for number in 0..<3 {
      try threads.start(named: "waiter") {
        while number > 0, !gate.withLock({ $0 }) { usleep(1000) }
      }
    }
    var left = 3
    // The one that ends does so in its own time.
    for _ in 0..<1000 where left > 2 { left = threads.join(patienceMilliseconds: 20) }
    #expect(left == 2)
    gate.withLock { $0 = true }
    left = threads.join(patienceMilliseconds: 60_000)
    #expect(left == 0)
  }

  @Test("leaves threads to themselves that are abandoned")
  func abandoned() throws {
    let gate = Locked(false)
    let hasEnded = Locked(false)
    var threads = ThreadGroup()
    try threads.start(named: "abandoned") {
      while !gate.withLock({ $0 }) { usleep(1000) }
      hasEnded.withLock { $0 = true }
    }
    threads.abandon()
    threads.join()
    #expect(!hasEnded.withLock { $0 })
    gate.withLock { $0 = true }
    for _ in 0..<60_000 where !hasEnded.withLock({ $0 }) { usleep(1000) }
    #expect(hasEnded.withLock { $0 })
  }

  @Test(
    "gives each thread a stack of the size that is chosen, not of the limit on stacks",
    .disabled(if: Sanitizers.areOn))
  func stack() async {
    await #expect(processExitsWith: .success) {
      // Room for 4 MiB of address space more, half of a usual stack; what the thread needs besides is far less.
      let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first
      let used = try #require(pages.flatMap { rlim_t($0) }) * rlim_t(sysconf(Int32(_SC_PAGESIZE)))
      var limit = rlimit(rlim_cur: used + (4 << 20), rlim_max: .max)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      let sum = Locked(0)
      var threads = ThreadGroup()
      for number in 1...4 { try threads.start(named: "small") { sum.withLock { $0 += number } } }
      threads.join()
      #expect(sum.withLock { $0 } == 10)
    }
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
