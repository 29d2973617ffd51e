// Tests of Errno+Check.swift: results turned into errors.
import CLinux
import TestKit
import Testing

@testable import LinuxIO

@Suite("A system call's result")
struct ErrnoCheckTests {
  /// Fails as a system call does, with a number in errno.
  private func failing(_ number: Int32) -> Int32 {
    unsafe __errno_location().pointee = number
    return -1
  }

  @Test("is passed on if it is not negative, and else is an error")
  func check() throws {
    #expect(try Errno.check(0) == 0)
    #expect(try Errno.check(7) == 7)
    #expect(failure { try Errno.check(failing(EACCES)) } == .accessDenied)
    #expect(failure { try Errno.check(failing(EINTR)) } == .interrupted)
  }

  @Test("is of the first call that no signal kept from beginning")
  func repeating() throws {
    var calls = 0
    let result = try Errno.checkRepeating {
      calls += 1
      return calls < 4 ? failing(EINTR) : 9
    }
    #expect(result == 9 && calls == 4)
  }

  @Test("is an error at once if it is another")
  func notRepeating() {
    var calls = 0
    let error = failure {
      _ = try Errno.checkRepeating {
        calls += 1
        return failing(calls == 1 ? EINTR : EACCES)
      }
    }
    #expect(error == .accessDenied && calls == 2)
  }
}
