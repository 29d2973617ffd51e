// The text of a socket error.
import LinuxIO
import Testing

@Suite("A socket error")
struct SocketErrorTests {
  @Test("says which call failed, where, and why")
  func description() {
    let error = SocketError(call: "bind", address: .any(.v6, port: 1337), errno: .addressInUse)
    #expect("\(error)" == "bind [::]:1337: Address already in use (EADDRINUSE)")
  }

  @Test("needs no address")
  func withoutAddress() {
    let error = SocketError(call: "adopt", address: nil, errno: .notSocket)
    #expect("\(error)" == "adopt: Socket operation on non-socket (ENOTSOCK)")
  }
}
