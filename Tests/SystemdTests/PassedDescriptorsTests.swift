// Taking over what a service manager passes, in a child process that is passed it.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit
import Testing

@testable import Systemd

@Suite("Passed descriptors")
struct PassedDescriptorsTests {
  @Test("are none without a service manager")
  func nothing() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("LISTEN_FDS")
      let passed = try PassedDescriptors.take()
      #expect(passed.all.isEmpty)
    }
  }

  @Test("are taken in order, from 3 on, with their names, and gone from the environment")
  func taking() async {
    await #expect(processExitsWith: .success) {
      let sockets = [TestDescriptors.boundIPv4(), TestDescriptors.boundIPv6(), TestDescriptors.boundIPv4()]
      let (passed, again) = try withPassedDescriptors(sockets, names: "a.socket:b:a.socket") {
        (try PassedDescriptors.take(), try PassedDescriptors.take())
      }
      #expect(passed.all.map(\.number) == [3, 4, 5])
      #expect(passed.all.map(\.name) == ["a.socket", "b", "a.socket"])
      #expect(again.all.isEmpty)
      #expect(!["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"].contains(where: Environment.holds))
    }
  }

  @Test("are called unknown if the service manager gives no names")
  func withoutNames() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("LISTEN_FDNAMES")
      let passed = try withPassedDescriptors([TestDescriptors.boundIPv4()], names: nil) { try PassedDescriptors.take() }
      #expect(passed.all == [PassedDescriptor(number: 3, name: "unknown")])
    }
  }

  @Test("are left alone if they are another process's")
  func otherProcess() async {
    await #expect(processExitsWith: .success) {
      let passed = try withPassedDescriptors([TestDescriptors.boundIPv4()], names: "a", process: getppid()) {
        try PassedDescriptors.take()
      }
      #expect(passed.all.isEmpty)
    }
  }

  @Test("are an error if the names are fewer than the descriptors")
  func damagedNames() async {
    await #expect(processExitsWith: .success) {
      let sockets = [TestDescriptors.boundIPv4(), TestDescriptors.boundIPv4()]
      let result = withPassedDescriptors(sockets, names: "one") { Result { try PassedDescriptors.take() } }
      let error = #expect(throws: SystemdError.self) { try result.get() }
      #expect(error == SystemdError(.takeDescriptors, errorNumber: EINVAL))
    }
  }

  @Test("are an error if their number is none")
  func damagedNumber() async {
    await #expect(processExitsWith: .success) {
      Environment.set("LISTEN_PID", "\(getpid())")
      Environment.set("LISTEN_FDS", "many")
      let error = #expect(throws: SystemdError.self) { try PassedDescriptors.take() }
      #expect(error?.operation == .takeDescriptors)
    }
  }

  @Test(
    "are an error if a number is not written in plain digits, or is none that can be",
    arguments: ["010x", "+1", " 1", "1 ", "-1", "0", "", "2147483645", "18446744073709551616"])
  func strictNumbers(text: String) async {
    await #expect(processExitsWith: .success) { [text] in
      Environment.set("LISTEN_PID", "\(getpid())")
      Environment.set("LISTEN_FDS", text)
      let error = #expect(throws: SystemdError.self) { try PassedDescriptors.take() }
      #expect(error == SystemdError(.takeDescriptors, errorNumber: EINVAL))
      #expect(!Environment.holds("LISTEN_FDS") && !Environment.holds("LISTEN_PID"))
    }
  }

  @Test("are an error if one of them is not open")
  func notOpen() async {
    await #expect(processExitsWith: .success) {
      let result = withPassedDescriptors([TestDescriptors.boundIPv4()], names: nil) {
        Environment.set("LISTEN_FDS", "1000")
        return Result { try PassedDescriptors.take() }
      }
      #expect(throws: SystemdError(.takeDescriptors, errorNumber: EBADF)) { try result.get() }
    }
  }

  @Test("are closed on exec, and may have empty names among others")
  func closeOnExec() async {
    await #expect(processExitsWith: .success) {
      let sockets = [TestDescriptors.boundIPv4(), TestDescriptors.boundIPv4(), TestDescriptors.boundIPv4()]
      let passed = try withPassedDescriptors(sockets, names: ":b:") {
        let passed = try PassedDescriptors.take()
        for descriptor in passed.all { #expect(fcntl(descriptor.number, F_GETFD) == FD_CLOEXEC) }
        return passed
      }
      #expect(passed.all.map(\.name) == ["", "b", ""])
    }
  }

  @Test("are served if they are bound UDP sockets, but for those that were stored")
  func sockets() async {
    await #expect(processExitsWith: .success) {
      let sources = [TestDescriptors.boundIPv4(), TestDescriptors.boundIPv6(), TestDescriptors.noSocket()]
      let ports = sources.dropLast().map(TestDescriptors.port)
      let sockets = try withPassedDescriptors(sources, names: "p.socket:p.socket:swarms") {
        try PassedDescriptors.take().datagramSockets(besides: ["swarms"])
      }
      #expect(sockets.map(\.family) == [.ipv4, .ipv6])
      #expect(sockets.map(\.port) == ports)
      #expect(sockets.map(\.descriptor.number) == [3, 4])
    }
  }

  @Test("are refused by the first that is wrong, also one under a name that nobody stored")
  func wrongSocket() {
    let good = PassedDescriptor(number: TestDescriptors.boundIPv4(), name: "p.socket")
    let stream = PassedDescriptor(number: TestDescriptors.boundIPv4(SOCK_STREAM), name: "p.socket")
    let file = PassedDescriptor(number: TestDescriptors.noSocket(), name: "mystery")
    defer { TestDescriptors.close([good, stream, file].map(\.number)) }
    #expect(throws: PassedSocketError(stream, .streamSocket)) {
      try PassedDescriptors([good, stream, file]).datagramSockets(besides: [])
    }
    #expect(throws: PassedSocketError(file, .notASocket)) {
      try PassedDescriptors([good, file]).datagramSockets(besides: ["swarms"])
    }
  }

  @Test("are found by name, in order, sockets or not")
  func byName() {
    let passed = PassedDescriptors([
      PassedDescriptor(number: 3, name: "p.socket"), PassedDescriptor(number: 4, name: "swarms"),
      PassedDescriptor(number: 5, name: "p.socket"),
    ])
    #expect(passed.descriptors(named: "swarms") == [PassedDescriptor(number: 4, name: "swarms")])
    #expect(passed.descriptors(named: "p.socket").map(\.number) == [3, 5])
    #expect(passed.descriptors(named: "nothing").isEmpty)
  }
}
