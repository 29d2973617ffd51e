// Tests of SecureProcess.swift, each in a process of its own.
import CLinux
import Glibc
import TestKit
import Testing

@testable import LinuxIO

@Suite("A secured process")
struct SecureProcessTests {
  @Test("has something under each standard descriptor, so that no socket gets its number")
  func descriptors() async {
    await #expect(processExitsWith: .success) {
      for closed in [[0], [2], [0, 1, 2]] as [[CInt]] {
        for descriptor in closed { close(descriptor) }
        secureProcess()
        #expect((0...2).allSatisfy { fcntl($0, F_GETFD) >= 0 })
      }
      let next = dup(0)
      #expect(next > 2)
    }
  }

  @Test("leaves alone what is open")
  func open() async {
    await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      secureProcess()
      StandardError.write("still here\n")
    }
  }

  @Test("does not end when it writes to what nobody reads")
  func brokenPipe() async {
    await #expect(processExitsWith: .success) {
      secureProcess()
      var ends: [CInt] = [0, 0]
      // Unsafe: two integers, written during the call; then a byte, read during the call.
      #expect(unsafe pipe(&ends) == 0)
      close(ends[0])
      let written = unsafe write(ends[1], [1], 1)
      #expect(written == -1 && Errno.last == .brokenPipe)
    }
  }

  @Test("does not end when a file may not grow")
  func fileSize() async {
    await #expect(processExitsWith: .success) {
      secureProcess()
      let memory = unsafe clinux_memory_file("test")
      var limit = rlimit(rlim_cur: 10, rlim_max: 10)
      // Unsafe: the limit and the bytes are read during the calls.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #expect(unsafe write(memory, [UInt8](repeating: 1, count: 20), 20) == 10)
      #expect(unsafe write(memory, [1], 1) == -1)
      #expect(Errno.last == .fileTooLarge)
    }
  }
}
