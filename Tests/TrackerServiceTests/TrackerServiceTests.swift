// A whole tracker, from the first socket to the last line of its log.
import Glibc
import LinuxIO
import TestKit
import Testing

@testable import TrackerService

@Suite("A tracker's run", .timeLimit(.minutes(2)))
struct TrackerServiceTests {
  /// Announces over a family after a connect; returns the reply.
  private static func announce(_ service: RunningService, _ family: SocketAddress.Family) throws -> [UInt8] {
    let client = Client(family)
    let id = Datagrams.connectionID(in: try client.ask(Datagrams.connect, service.address(family)))
    return try client.ask(Datagrams.announce(id: id), service.address(family))
  }

  @Test("answers over both families and ends with its totals", arguments: [SIGTERM, SIGINT], [1, 3])
  func wholeLife(signal: CInt, workers: Int) async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) { [signal, workers] in
      let manager = NotifySocket()
      let service = try RunningService(manager, workers: workers)
      for family in [SocketAddress.Family.v4, .v6] { #expect(try Self.announce(service, family).count == 20) }
      #expect(service.stop(signal) == nil)
      #expect(manager.all().suffix(2) == ["STOPPING=1", "STATUS=Stopping"])
    }
    // The machine's limit and the test's manager, which watches nobody, are not what this is about.
    let lines = try #require(result).logLines.filter { !$0.contains("receive buffer") && !$0.contains("watchdog") }
    #expect(lines.count == 3 && lines[0].hasPrefix("ephemeral: "))
    let start = try #require(lines.dropFirst().first)
    let port = try #require(start.firstMatch(of: /0\.0\.0\.0:([0-9]+)/)?.output.1)
    let threads = workers == 1 ? "1 worker" : "\(workers) workers"
    #expect(start == "version 1.2.3 serves 0.0.0.0:\(port) and [::]:\(port) with \(threads)")
    #expect(lines.last == "stopped after 4 packets, 4 answered; knew 2 peers in 1 torrent")
  }

  /// Reads assignments as a command line might: `INTERVAL=…` alone counts, and one that is no number is wrong.
  private static let reader: SettingsReader = { assignments in
    guard let text = assignments.first?.split(separator: "=").last, let interval = UInt32(text) else {
      return RereadSettings(LiveSettings(), problems: ["INTERVAL is wrong."])
    }
    return RereadSettings(
      LiveSettings(interval: interval, connectionIDMaxAge: 120), waiting: ["workers 4"], port: "port 5",
      warnings: [.variableUnknown("X", meant: "Y")])
  }

  @Test("has a reload's settings in force when the command is answered, and says what waits for a restart")
  func reload() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let manager = NotifySocket()
      let service = try RunningService(manager, workers: 2, reader: Self.reader)
      #expect(try #require(manager.next()).hasPrefix("STATUS=Serving 0 peers"))
      for seconds in [300, 1200, 600] {
        let answer = try ReloadCommand.run(["INTERVAL=\(seconds)"], process: getpid())
        #expect(answer.verdict == .accepted && answer.text.hasPrefix("reloaded: interval \(seconds) s, "))
        #expect(answer.text.hasSuffix("; port 5, workers 4 wait for a restart\nwarning: \(Self.warning)"))
        // The very first request follows: less up to a tenth, but a lone peer is told the whole.
        let interval = try Self.announce(service, .v4)[8..<12].reduce(0) { $0 << 8 | Int($1) }
        #expect((seconds * 9 / 10...seconds).contains(interval))
      }
      #expect(manager.waits(for: "READY=1"))
      let answer = try ReloadCommand.run(["INTERVAL=x"], process: getpid())
      #expect(answer.verdict == .refused && answer.text.hasPrefix("reload refused: INTERVAL is wrong. Still serving"))
      var status = ""
      while let message = manager.next(isWaiting: false) { if message.hasPrefix("STATUS=") { status = message } }
      #expect(status.hasSuffix("; the last reload was refused, see the journal"))
      service.send(SIGHUP)
      #expect(manager.waits(for: "READY=1"))
      #expect(service.stop() == nil)
    }
    let lines = try #require(result).logLines
    #expect(lines.count { $0.hasPrefix("reloaded: interval") } == 3)
    #expect(lines.count { $0 == "warning: \(Self.warning)" } == 3)
    let text = "interval 600 s, connection ids valid for 120 s, debugging off"
    #expect(lines.contains("warning: reload refused: INTERVAL is wrong. Still serving with \(text)"))
    #expect(lines.contains { $0.contains("SIGHUP brought no settings: still serving with \(text)") })
  }

  private static let warning = "X is no variable of pico-tracker and has no effect; did you mean Y?"

  @Test("serves without reloads where the socket for them cannot be had, and says so")
  func noReloads() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let other = try ControlSocket.listening(as: ReloadRequest.socketName(ofProcess: getpid()))
      let service = try RunningService(NotifySocket(), workers: 1)
      #expect(try Self.announce(service, .v4).count == 20)
      #expect(service.stop() == nil)
      _ = other
    }
    let lines = try #require(result).logLines
    #expect(
      lines.count { $0.contains("'systemctl reload' will not work") && $0.contains("Address already in use") } == 1)
  }

  @Test("logs each request while debugging, and what was ignored only at the end, all together")
  func debug() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let service = try RunningService(NotifySocket(), workers: 1, settings: LiveSettings(isDebug: true))
      Client(.v4).send([1, 2, 3], to: service.address(.v4))
      _ = try Self.announce(service, .v4)
      #expect(service.stop() == nil)
    }
    let lines = try #require(result).logLines
    #expect(lines.filter { $0.contains("connect from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains("announce from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains("ignored") }.count == 1)
    #expect(lines.filter { $0.contains("1 packet ignored in ") && $0.contains("; from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains(#/batches: [123]; processor time: median /#) }.count == 1)
  }

  @Test("does not begin where the port is taken")
  func portTaken() async {
    await #expect(processExitsWith: .success) {
      let other = try Listeners.binding(0, workers: 1)
      let port = other.addresses[0].socketAddress.port
      do throws(StartFailure) {
        _ = try TrackerService.open(ServiceConfiguration(port: port), log: Log())
        Issue.record("two trackers have one port")
      } catch {
        guard case .portUnavailable(port, let errors) = error else { throw error }
        #expect(errors.count == 2)
      }
    }
  }
}
