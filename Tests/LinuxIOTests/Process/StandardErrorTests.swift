// Tests of StandardError.swift.
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

  @Test("is no terminal if it is a pipe or a file")
  func terminal() async {
    await #expect(processExitsWith: .exitCode(3), observing: [\.standardErrorContent]) {
      exit(StandardError.isTerminal ? 1 : 3)
    }
  }
}
