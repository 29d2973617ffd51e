// Counting processors.
import CLinux
import Glibc
import LinuxIO
import Testing

@Suite("The number of processors")
struct ProcessorCountTests {
  @Test("is at least one and at most what the machine has")
  func available() {
    #expect(1...sysconf(Int32(_SC_NPROCESSORS_CONF)) ~= ProcessorCount.available)
  }
}
