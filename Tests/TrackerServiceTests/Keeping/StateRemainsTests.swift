// The places that a tracker looks at before it starts.
import Glibc
import LinuxIO
import Systemd
import Testing
import TrackerCore

@testable import TrackerService

@Suite("What an earlier run has left")
struct StateRemainsTests {
  @Test("is looked for in the store and in the directory")
  func both() throws {
    let directory = TestDirectory()
    try StateDisk(directory: directory.path).save(try TestState(madeAt: 9_000_000).memory())
    let remains = StateRemains(
      stored: [try TestState(madeAt: 1_000_000).passed()], StateSettings(directory: directory.path), log: Log())
    #expect(remains.disk?.path == "\(directory.path)/snapshot")
    #expect(remains.states.map(\.header.moment.tracker.milliseconds) == [9_000_000, 1_000_000])
  }

  @Test("is nowhere without a service manager and a directory")
  func nowhere() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let remains = StateRemains(stored: [], StateSettings(), log: Log())
      #expect(remains.disk == nil && remains.states.isEmpty)
    }
    #expect(try #require(result).logLines.isEmpty)
  }

  @Test("is in the service manager's directory unless another one is named")
  func stateDirectory() async {
    await #expect(processExitsWith: .success) {
      let directories = [TestDirectory(), TestDirectory()]
      Environment.set("STATE_DIRECTORY", directories[0].path)
      let offered = StateRemains(stored: [], StateSettings(), log: Log())
      #expect(offered.disk?.path == "\(directories[0].path)/snapshot")
      let named = StateRemains(stored: [], StateSettings(directory: directories[1].path), log: Log())
      #expect(named.disk?.path == "\(directories[1].path)/snapshot")
    }
  }

  @Test("is in the store alone where the directory cannot be made, which is said")
  func noDirectory() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let directory = TestDirectory()
      let settings = StateSettings(directory: "\(directory.path)/not/made")
      let remains = StateRemains(stored: [try TestState().passed()], settings, log: Log())
      #expect(remains.disk == nil && remains.states.count == 1)
    }
    let lines = try #require(result).logLines
    #expect(lines.count == 1)
    #expect(lines[0].contains("/not/made: No such file or directory; serving all the same"))
  }

  @Test("is forgotten when nothing is to be kept: the file is removed, and no descriptor stays open")
  func ephemeral() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let directory = TestDirectory()
      try StateDisk(directory: directory.path).save(try TestState().memory())
      let passed = try TestState().passed()
      let settings = StateSettings(isEphemeral: true, directory: directory.path)
      let remains = StateRemains(stored: [passed], settings, log: Log())
      #expect(remains.disk == nil && remains.states.isEmpty)
      #expect(!directory.has("snapshot"))
      #expect(fcntl(passed.number, F_GETFD) < 0)
    }
    #expect(try #require(result).logLines.isEmpty)
  }

  @Test("and cannot be removed, is named")
  func notForgotten() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let directory = TestDirectory()
      // A directory in the file's place, which unlink(2) refuses.
      precondition(unsafe mkdir("\(directory.path)/snapshot", 0o700) == 0)
      _ = StateRemains(stored: [], StateSettings(isEphemeral: true, directory: directory.path), log: Log())
    }
    let lines = try #require(result).logLines
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("warning: ephemeral, but what an earlier run kept in /tmp/"))
  }
}
