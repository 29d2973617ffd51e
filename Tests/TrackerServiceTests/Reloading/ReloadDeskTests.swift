// Tests of ReloadDesk.swift: who is let in, in which order, and what others cannot do.
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
      let none0 = desk.next(poller, token: 2)
      #expect(none0 == nil)
      let callers = try (0..<5).map { _ in try Self.connect() }
      for (index, caller) in callers.enumerated() { try caller.send(ReloadRequest.bytes(of: ["N=\(index)"])) }
      for index in 0..<5 {
        let next = desk.next(poller, token: 2)
        let visit = try #require(next)
        #expect(visit.assignments == ["N=\(index)"])
        visit.answer(ReloadAnswer(.accepted, "\(index)"))
      }
      for (index, caller) in callers.enumerated() {
        let answer = ReloadAnswer(try caller.receive(limit: 100))
        #expect(answer == ReloadAnswer(.accepted, "\(index)"))
      }
      let none1 = desk.next(poller, token: 2)
      #expect(none1 == nil)
    }
  }

  @Test("wakes its poller for a caller, and for what one says later")
  func waking() async {
    await #expect(processExitsWith: .success) {
      var desk = try ReloadDesk()
      var poller = try Poller()
      try desk.open(poller, token: 2)
      let idle0 = try poller.wait(milliseconds: 0)
      #expect(idle0 == 0)
      let caller = try Self.connect()
      let woken0 = try poller.wait(milliseconds: 30_000)
      #expect(woken0 == 1)
      let none2 = desk.next(poller, token: 2)
      #expect(none2 == nil)
      let idle1 = try poller.wait(milliseconds: 0)
      #expect(idle1 == 0)
      try caller.send([65, 0])
      let woken1 = try poller.wait(milliseconds: 30_000)
      #expect(woken1 == 1)
      let assignments = desk.next(poller, token: 2)?.assignments
      #expect(assignments == ["A"])
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
  func strangers() async {
    await #expect(processExitsWith: .success) {
      // Root is let in everywhere, so there this process acts as nobody while it connects. Anybody else is a stranger to the
      // next user.
      let isRoot = geteuid() == 0
      var desk = try ReloadDesk(owner: isRoot ? 0 : geteuid() + 1)
      let poller = try Poller()
      if isRoot { #expect(seteuid(65_534) == 0) }
      let stranger = try Self.connect()
      if isRoot { #expect(seteuid(0) == 0) }
      try stranger.send([65, 0])
      let none3 = desk.next(poller, token: 2)
      #expect(none3 == nil)
      #expect(ReloadAnswer(try stranger.receive(limit: 200))?.verdict == .forbidden)
    }
  }
}
