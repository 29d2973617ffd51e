// Error numbers: symbols and texts.
import LinuxIO
import Testing

@Suite("An error number")
struct ErrnoTests {
  @Test("has the symbol of errno(3)", arguments: [(Errno.addressInUse, "EADDRINUSE"), (.interrupted, "EINTR")])
  func symbol(errno: Errno, name: String) {
    #expect(errno.name == name)
  }

  @Test("is described in the words of strerror(3)")
  func description() {
    #expect("\(Errno.addressInUse)" == "Address already in use")
  }

  @Test("that the system does not know still has a name and a description")
  func unknown() {
    let errno = Errno(rawValue: 100_000)
    #expect(errno.name == "errno 100000")
    #expect(errno.description.contains("100000"))
  }
}
