// Tests of ProcessArguments.swift.
import Glibc
import LinuxIO
import Testing

@Suite("The environment of a process")
struct ProcessArgumentsTests {
  @Test("has an assignment for each variable, in the words of getenv")
  func environment() async {
    await #expect(processExitsWith: .success) {
      // Unsafe: C strings for the length of the call.
      unsafe setenv("PICO_TEST", "a=b c", 1)
      #expect(ProcessArguments.environmentLines.filter { $0.hasPrefix("PICO_TEST=") } == ["PICO_TEST=a=b c"])
      #expect(ProcessArguments.environment("PICO_TEST") == "a=b c")
      // Unsafe: no other thread looks at the environment.
      clearenv()
      #expect(ProcessArguments.environmentLines == [])
    }
  }

  @Test("goes with the number that the kernel has for it")
  func number() { #expect(ProcessArguments.processID == getpid()) }
}
