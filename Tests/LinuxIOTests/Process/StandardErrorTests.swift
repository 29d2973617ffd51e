// What is written to a descriptor, whole.
import CLinux
import Glibc
import TestKit
import Testing

@testable import LinuxIO

@Suite("Standard error")
struct StandardErrorTests {
  @Test("gets a text as it is")
  func line() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      StandardError.write("pico-tracker: größer\n")
    }
    let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) }
    #expect(text?.contains("pico-tracker: größer\n") == true)
  }

  @Test("is written whole, also where each write takes only a part")
  func partialWrites() throws {
    let (reading, writing) = makePair()
    // More than the pair holds.
    let text = String(repeating: "0123456789abcdef", count: 1 << 16)
    var threads = ThreadGroup()
    try threads.start(named: "writer") {
      StandardError.write(text, to: writing)
      close(writing)
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    var read: [UInt8] = []
    while true {
      let count = unsafe Glibc.read(reading, &bytes, bytes.count)
      if count <= 0 { break }
      read += bytes.prefix(count)
    }
    threads.join()
    close(reading)
    #expect(read == Array(text.utf8))
  }

  @Test("is given up where nobody can read it")
  func failure() {
    StandardError.write("lost", to: -1)
    #expect(Errno.last == .badDescriptor)
  }

  @Test("is no terminal if it is a pipe or a file")
  func terminal() async {
    await #expect(processExitsWith: .exitCode(3), observing: [\.standardErrorContent]) {
      exit(StandardError.isTerminal ? 1 : 3)
    }
  }
}
