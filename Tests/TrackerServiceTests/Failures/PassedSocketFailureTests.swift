// Tests of the messages for a socket that cannot be served.
import LinuxIO
import Systemd
import Testing

@testable import TrackerService

@Suite("A passed socket that cannot be served")
struct PassedSocketFailureTests {
  private let descriptor = PassedDescriptor(number: 7, name: "web.socket")

  @Test("is named, with what it is and where that is decided")
  func wrongKind() {
    do throws(PassedSocketError) {
      _ = try PassedSocket(checking: PassedDescriptor(number: 1_000_000, name: "web.socket"))
      Issue.record("a closed descriptor is a socket")
    } catch {
      let failure = PassedSocketFailure(error)
      #expect(failure.number == 1_000_000 && failure.name == "web.socket")
      #expect(failure.text.hasPrefix("passed socket 1000000 'web.socket' \(failure.reason)"))
      #expect(failure.text.hasSuffix("; see 'systemctl cat pico-tracker.socket'"))
    }
  }

  @Test("is named, with the kernel's reason")
  func kernel() {
    let error = SocketError(call: "getsockname", address: nil, errno: .badDescriptor)
    let failure = PassedSocketFailure(descriptor, error)
    #expect(failure.reason == "cannot be served: getsockname: Bad file descriptor (EBADF)")
    #expect(
      failure.text == "passed socket 7 'web.socket' \(failure.reason); see 'systemctl cat pico-tracker.socket'")
  }
}
