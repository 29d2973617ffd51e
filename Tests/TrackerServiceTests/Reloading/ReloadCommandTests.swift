// The asking side of a reload, and what can keep it from an answer.
import Glibc
import LinuxIO
import Testing

@testable import TrackerService

@Suite("A reload command", .timeLimit(.minutes(2)))
struct ReloadCommandTests {
  private func failure(_ assignments: [String] = [], process: Int32) -> ReloadFailure? {
    do throws(ReloadFailure) {
      _ = try ReloadCommand.run(assignments, process: process)
      return nil
    } catch {
      return error
    }
  }

  @Test("has no answer where nobody listens")
  func nobody() { #expect(failure(process: .max) == .unreachable(.connectionRefused)) }

  @Test("does not tell its variables to a process that only has the name of another")
  func impostor() throws {
    let impostor = try ControlSocket.listening(as: ReloadRequest.socketName(ofProcess: .max - 1))
    #expect(failure(["A=1"], process: .max - 1) == .unreachable(.connectionRefused))
    let caller = try #require(impostor.accept())
    #expect(try caller.receive(limit: 100) == [])
  }

  @Test("does not begin with more than can be carried")
  func tooLong() {
    let long = String(repeating: "x", count: ReloadRequest.byteLimit - 1)
    #expect(failure([long], process: getpid()) == .tooLong(ReloadRequest.byteLimit + 1))
  }

  @Test("has no answer from one that closes, or says what is none", arguments: [[], [9, 9]] as [[UInt8]])
  func noAnswer(bytes: [UInt8]) async {
    await #expect(processExitsWith: .success) { [bytes] in
      let desk = try ControlSocket.listening(as: ReloadRequest.socketName(ofProcess: getpid()))
      var threads = ThreadGroup()
      try threads.start(named: "desk") {
        while true {
          guard let caller = desk.accept() else {
            usleep(1000)
            continue
          }
          if !bytes.isEmpty { try? caller.send(bytes) }
          return
        }
      }
      var caught: ReloadFailure?
      do throws(ReloadFailure) {
        _ = try ReloadCommand.run(["A=1"], process: getpid())
      } catch {
        caught = error
      }
      threads.join()
      #expect(caught != nil && caught != .noAnswer)
    }
  }
}
