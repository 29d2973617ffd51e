// Tests of ProcessorTime.swift.
import LinuxIO
import Testing

@Suite("Processor time")
struct ProcessorTimeTests {
  @Test("grows with the work of the thread")
  func work() {
    let start = ProcessorTime.threadNanoseconds
    var rounds = 0
    while ProcessorTime.threadNanoseconds == start && rounds < 1_000_000 { rounds += 1 }
    #expect(ProcessorTime.threadNanoseconds > start)
  }
}
