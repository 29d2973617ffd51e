// Tests of the messages about a wrong socket.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Testing

@testable import Systemd

@Suite("Errors about passed sockets")
struct PassedSocketErrorTests {
  @Test("name the socket, say what it is and what is wanted")
  func stream() {
    let error = PassedSocketError(PassedDescriptor(number: 3, name: "pico-tracker.socket"), .streamSocket)
    #expect(error.description == "passed socket 3 'pico-tracker.socket' is a stream socket; ListenDatagram= is wanted")
  }

  @Test(
    "all say what is wanted",
    arguments: [
      PassedSocketError.Flaw.streamSocket, .sequencedPacketSocket, .otherKindOfSocket, .unixSocket, .otherFamily,
      .notASocket, .notBound,
    ])
  func wanted(flaw: PassedSocketError.Flaw) {
    #expect(flaw.description.contains("; ListenDatagram= "))
    #expect(flaw.description.hasSuffix("is wanted"))
  }

  @Test("tell the kernel's reason where it refuses to say")
  func unreadable() {
    #expect(PassedSocketError.Flaw.unreadable(errorNumber: EBADF).description.contains("Bad file descriptor"))
  }
}
