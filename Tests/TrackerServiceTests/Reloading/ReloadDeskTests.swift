// Who is let in to ask for a reload, in which order, and what those cannot do who only stand there.
import Glibc
import LinuxIO
import Testing

@testable import TrackerService

@Suite("The desk for reloads", .timeLimit(.minutes(2)))
struct ReloadDeskTests {
  private static func connect() throws -> ControlSocket {
    try .connected(to: ReloadRequest.socketName(ofProcess: getpid()), timeoutSeconds: 30)
  }

  @Test("takes requests in the order in which they came, and hands each its answer")
  func order() async {
    await #expect(processExitsWith: .success) {
      var desk = try ReloadDesk()
      let poller = try Poller()
      #expect(desk.next(poller, token: 2) == nil)
      let callers = try (0..<5).map { _ in try Self.connect() }
      for (index, caller) in callers.enumerated() { try caller.send(ReloadRequest.bytes(of: ["N=\(index)"])) }
      for index in 0..<5 {
        let visit = try #require(desk.next(poller, token: 2))
        #expect(visit.assignments == ["N=\(index)"])
        visit.answer(ReloadAnswer(.accepted, "\(index)"))
      }
      for (index, caller) in callers.enumerated() {
        #expect(ReloadAnswer(try caller.receive(limit: 100)) == ReloadAnswer(.accepted, "\(index)"))
      }
      #expect(desk.next(poller, token: 2) == nil)
    }
  }

  @Test("wakes its poller for a caller, and for what one says later")
  func waking() async {
    await #expect(processExitsWith: .success) {
      var desk = try ReloadDesk()
      var poller = try Poller()
      try desk.open(poller, token: 2)
      #expect(try poller.wait(milliseconds: 0) == 0)
      let caller = try Self.connect()
      #expect(try poller.wait(milliseconds: 30_000) == 1)
      #expect(desk.next(poller, token: 2) == nil)
      #expect(try poller.wait(milliseconds: 0) == 0)
      try caller.send([65, 0])
      #expect(try poller.wait(milliseconds: 30_000) == 1)
      #expect(desk.next(poller, token: 2)?.assignments == ["A"])
    }
  }

  @Test("goes on beside callers that say nothing, go away, or say too much")
  func silence() async {
    await #expect(processExitsWith: .success) {
      var desk = try ReloadDesk()
      let poller = try Poller()
      let silent = try (0..<40).map { _ in
        let caller = try Self.connect()
        // The kernel's queue of those that are not let in yet is short.
        _ = desk.next(poller, token: 2)
        return caller
      }
      do { _ = try Self.connect() }
      let talkative = try Self.connect()
      try talkative.send([UInt8](repeating: 65, count: ReloadRequest.byteLimit + 1))
      let last = try Self.connect()
      try last.send([66, 0])
      var assignments: [String]?
      for _ in 0..<4 where assignments == nil { assignments = desk.next(poller, token: 2)?.assignments }
      #expect(assignments == ["B"])
      // Of the silent ones the oldest were shown the door.
      #expect(try silent[0].receive(limit: 10) == [])
    }
  }

  @Test("hears nobody but its own user and root")
  func strangers() async throws {
    try #require(geteuid() == 0, "only root can be somebody else: run the tests as root")
    await #expect(processExitsWith: .success) {
      var desk = try ReloadDesk()
      let poller = try Poller()
      // This thread alone acts as nobody while it connects (setresuid(2) of the kernel knows threads, not processes).
      #expect(syscall(Int(SYS_setresuid), -1, 65_534, -1) == 0)
      let stranger = try Self.connect()
      #expect(syscall(Int(SYS_setresuid), -1, 0, -1) == 0)
      try stranger.send([65, 0])
      #expect(desk.next(poller, token: 2) == nil)
      #expect(ReloadAnswer(try stranger.receive(limit: 200))?.verdict == .forbidden)
    }
  }
}
