// Sockets of the machine's own: who talks to whom, how much at once, and that nothing waits.
import Glibc
import LinuxIO
import Testing

@Suite("A control socket")
struct ControlSocketTests {
  /// A name that no other test has.
  private static func name(_ test: String) -> String { "pico-tracker-tests/\(getpid())/\(test)" }

  private func failure(_ body: () throws(Errno) -> Void) -> Errno? {
    do throws(Errno) { try body() } catch { return error }
    return nil
  }

  @Test("carries packets both ways, each whole")
  func packets() throws {
    let name = Self.name("packets")
    let listener = try ControlSocket.listening(as: name)
    #expect(listener.accept() == nil)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 30)
    try asking.send([1, 2, 3])
    try asking.send([4])
    let asked = try #require(listener.accept())
    #expect(try asked.receive(limit: 10) == [1, 2, 3])
    #expect(try asked.receive(limit: 1) == [4])
    try asked.send([5, 6])
    #expect(try asking.receive(limit: 2) == [5, 6])
  }

  @Test("that takes nothing more gets its last word through, whatever came before or comes after")
  func lastWord() throws {
    let name = Self.name("last-word")
    let listener = try ControlSocket.listening(as: name)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 30)
    try asking.send([1])
    try asking.send([2])
    do {
      let asked = try #require(listener.accept())
      asked.stopReceiving()
      #expect(failure { () throws(Errno) in try asking.send([3]) } == .brokenPipe)
      try asked.send([4])
    }
    #expect(try asking.receive(limit: 2) == [4])
    #expect(try asking.receive(limit: 2) == [])
  }

  @Test("does not wait where it was accepted, and only for its time where it has connected")
  func waiting() throws {
    let name = Self.name("waiting")
    let listener = try ControlSocket.listening(as: name)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 1)
    let asked = try #require(listener.accept())
    #expect(failure { () throws(Errno) in _ = try asked.receive(limit: 1) } == .wouldBlock)
    #expect(failure { () throws(Errno) in _ = try asking.receive(limit: 1) } == .wouldBlock)
  }

  @Test("knows who is at the other end, by number")
  func peers() throws {
    let name = Self.name("peers")
    let listener = try ControlSocket.listening(as: name)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 30)
    let asked = try #require(listener.accept())
    for end in [asking, asked] {
      let peer = try end.peer()
      #expect(peer.process == getpid() && peer.user == geteuid() && peer.user == ControlSocket.ownUser)
    }
  }

  @Test("has nothing more to say or hear when the other end is closed, and no signal comes of it")
  func closed() throws {
    let name = Self.name("closed")
    let listener = try ControlSocket.listening(as: name)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 30)
    do { _ = try #require(listener.accept()) }
    #expect(failure { () throws(Errno) in try asking.send([1]) } == .brokenPipe)
    #expect(try asking.receive(limit: 1) == [])
  }

  @Test("refuses a packet that is larger than allowed, which is then gone")
  func tooLarge() throws {
    let name = Self.name("too large")
    let listener = try ControlSocket.listening(as: name)
    let asking = try ControlSocket.connected(to: name, timeoutSeconds: 30)
    let asked = try #require(listener.accept())
    try asking.send([1, 2, 3])
    try asking.send([4])
    #expect(failure { () throws(Errno) in _ = try asked.receive(limit: 2) } == .fileTooLarge)
    #expect(try asked.receive(limit: 2) == [4])
  }

  @Test("has a name that one listener can have, and nobody when it is gone")
  func names() throws {
    let name = Self.name("names")
    do {
      let listener = try ControlSocket.listening(as: name)
      #expect(failure { () throws(Errno) in _ = try ControlSocket.listening(as: name) } == .addressInUse)
      _ = listener
    }
    let nobody = failure { () throws(Errno) in _ = try ControlSocket.connected(to: name, timeoutSeconds: 30) }
    #expect(nobody == .connectionRefused)
  }
}
